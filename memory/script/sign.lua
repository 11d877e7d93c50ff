-- Keeps the signatures of the latest revision, which stays pending.
-- ARGV: number, digest, signatures.
if redis.call('EXISTS', draft) == 0 then return { 'absent' } end
local n = redis.call('HGET', draft, 'latest')
local was = redis.call('HMGET', draft, 'digest:' .. n, 'state:' .. n, 'signatures:' .. n)
if n ~= ARGV[1] or was[1] ~= ARGV[2] then return now_is('stale') end
if was[3] == ARGV[3] then return now_is('kept') end -- repeated
if was[2] ~= 'pending' then return now_is('stale') end
if changed(n) then return now_is('changed') end
local behind = overtaken()
if behind then return behind end

redis.call('HSET', draft, 'signatures:' .. n, ARGV[3], 'signed:' .. n, string.format('%d', seen.signed + 1))
record()
return now_is('ok')
