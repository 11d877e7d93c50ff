-- Undoes an accept whose person was told that it failed, unless a worker has
-- begun on it: then there is an answer to show; or another delivery of the same was
-- acknowledged meanwhile: then somebody relies on it.
-- KEYS[5] seen · ARGV: job id, how long a void is remembered (ms)
if redis.call('GET', KEYS[5]) ~= ARGV[1] then
  redis.call('HSET', jobs .. ARGV[1], 'state', 'void')
  redis.call('PEXPIRE', jobs .. ARGV[1], ARGV[2])
  return 1
end
local j = redis.call('HMGET', jobs .. ARGV[1], 'state', 'fence', 'entry', 'lane', 'in_line', 'relied')
if j[2] ~= '0' or j[6] then return 0 end
if j[1] == 'delayed' and j[5] then
  shorten(j[4], redis.call('LREM', line_of(j[4]), 1, ARGV[1]))
  redis.call('ZREM', delayed, ARGV[1])
elseif j[1] == 'waiting' then
  take_off(j[3])
  leave(ARGV[1])
else
  return 0
end
redis.call('DEL', jobs .. ARGV[1], KEYS[5])
return 1
