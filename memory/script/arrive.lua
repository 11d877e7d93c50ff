-- Lets somebody in, once for each attempt. ARGV: person, who they are, session, idle (ms),
-- at most how many sessions of a person, how long an attempt is known as spent (ms), at
-- most how many people, how long they are known (ms).
-- Returns 1, also when it is repeated; 0 when the attempt was spent on another session.
local was = redis.call('GET', spent)
if was and was ~= ARGV[3] then return 0 end
redis.call('SET', spent, ARGV[3], 'PX', ARGV[6])
redis.call('HSET', people, ARGV[1], ARGV[2])
redis.call('ZADD', order, string.format('%.0f', now), ARGV[1])
local function drop(all)
  for _, old in ipairs(all) do
    redis.call('HDEL', people, old)
    redis.call('ZREM', order, old)
  end
end
drop(redis.call('ZRANGE', order, 0, -1 - ARGV[7]))
drop(redis.call('ZRANGEBYSCORE', order, '-inf', string.format('%.0f', now - ARGV[8])))
seen(ARGV[3], tonumber(ARGV[4]))
redis.call('ZREMRANGEBYRANK', sessions, 0, -1 - ARGV[5])
return 1
