-- Keeps the signatures of the latest revision, which stays pending.
-- ARGV: number, digest, signatures.
if redis.call('EXISTS', draft) == 0 then return { 'absent' } end
local n = redis.call('HGET', draft, 'latest')
local was = redis.call('HMGET', draft, 'digest:' .. n, 'signatures:' .. n)
if n ~= ARGV[1] or was[1] ~= ARGV[2] then return now_is('stale') end
if was[2] == ARGV[3] then return now_is('kept') end -- repeated
local behind = moved_on(n)
if behind then return behind end
if changed(n) then return now_is('changed') end
behind = overtaken()
if behind then return behind end

redis.call('HSET', draft, 'signatures:' .. n, ARGV[3], 'signed:' .. n, string.format('%d', seen.signed + 1))
record()
return now_is('ok')
