-- Puts a value in the place of another, if that is still there. ARGV: what kind of key it
-- is ('hash' or 'list'), field or index, the value as it was, as it is to be.
-- Returns 1, or 0 when it is another by now.
local get, set = 'HGET', 'HSET'
if ARGV[1] == 'list' then get, set = 'LINDEX', 'LSET' end
if redis.call(get, KEYS[1], ARGV[2]) ~= ARGV[3] then return 0 end
redis.call(set, KEYS[1], ARGV[2], ARGV[4])
return 1
