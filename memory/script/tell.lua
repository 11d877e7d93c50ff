-- Takes on jobs that were given up without a word to the person: nobody else does for a
-- while, a while longer each time, and nobody any more a day after they were accepted.
-- ARGV: now (ms), how long a while is (ms), batch, how long a day is (ms).
-- Returns {{job, when it was parked (ms), request, cause}, ...}.
local taken = {}
for _, job in ipairs(redis.call('ZRANGEBYSCORE', untold, '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local j = redis.call('HMGET', jobs .. job, 'state', 'request', 'cause', 'accepted')
  if j[1] == 'parked' and ARGV[1] - (j[4] or ARGV[1]) < tonumber(ARGV[4]) then
    local pause = ARGV[2] * redis.call('HINCRBY', jobs .. job, 'looks', 1)
    redis.call('ZADD', untold, string.format('%.0f', ARGV[1] + pause), job)
    table.insert(taken, { job, redis.call('ZSCORE', parked, job), j[2], j[3] })
  else
    redis.call('ZREM', untold, job)
  end
end
return taken
