-- Undoes an accept whose person was told that it failed, unless a worker has
-- begun on it: then there is an answer to show.
-- KEYS[5] seen · ARGV: job id, how long a void is remembered (ms)
if redis.call('GET', KEYS[5]) ~= ARGV[1] then
  redis.call('HSET', jobs .. ARGV[1], 'state', 'void')
  redis.call('PEXPIRE', jobs .. ARGV[1], ARGV[2])
  return 1
end
local j = redis.call('HMGET', jobs .. ARGV[1], 'state', 'fence', 'entry')
if j[1] ~= 'waiting' or j[2] ~= '0' then return 0 end
take_off(j[3])
redis.call('DEL', jobs .. ARGV[1], KEYS[5])
return 1
