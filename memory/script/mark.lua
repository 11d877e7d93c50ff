-- Keeps the mark of a revision, if it stands as the mark says. KEYS: draft · ARGV: number,
-- digest, state, mark. Returns 1, or 0 when it has moved on.
local n = ARGV[1]
local was = redis.call('HMGET', KEYS[1], 'digest:' .. n, 'state:' .. n)
if was[1] ~= ARGV[2] or was[2] ~= ARGV[3] then return 0 end
redis.call('HSET', KEYS[1], 'mark:' .. n, ARGV[4])
return 1
