-- Takes it on to tell people that their jobs were given up: nobody else does for a
-- while. ARGV: now (ms), how long a while is (ms), batch.
-- Returns {{job, when it was parked (ms), request, cause}, ...}.
local taken = {}
for _, job in ipairs(redis.call('ZRANGEBYSCORE', untold, '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local j = redis.call('HMGET', jobs .. job, 'state', 'request', 'cause')
  if j[1] == 'parked' then
    redis.call('ZADD', untold, string.format('%.0f', ARGV[1] + ARGV[2]), job)
    table.insert(taken, { job, redis.call('ZSCORE', parked, job), j[2], j[3] })
  else
    redis.call('ZREM', untold, job)
  end
end
return taken
