-- Moves the latest revision by a person's decision.
-- KEYS[13] seen, of the next request · ARGV: id, number, digest, state it
-- goes to, decision, next job id ('' for none), next request, its lane ('' for none), now
-- (ms), how long to remember it (ms), mark.
if redis.call('EXISTS', draft) == 0 then return { 'absent' } end
local n = redis.call('HGET', draft, 'latest')
local was = redis.call('HMGET', draft, 'digest:' .. n, 'state:' .. n, 'decision:' .. n)
if n ~= ARGV[2] or was[1] ~= ARGV[3] then return now_is('stale') end
if was[3] == ARGV[5] then return now_is('kept') end -- repeated
local behind = moved_on(n)
if behind then return behind end
if changed(n) then return now_is('changed') end
behind = overtaken()
if behind then return behind end

redis.call('HSET', draft, 'state:' .. n, ARGV[4], 'decision:' .. n, ARGV[5])
mark(n, ARGV[11])
unlist(ARGV[1], was[2])
list(ARGV[1], ARGV[4])
record()
if ARGV[6] ~= '' then accept(KEYS[13], ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10]) end
return now_is('ok')
