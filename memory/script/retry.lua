-- Puts a failed job back, or parks it.
-- ARGV: job, fence, now (ms), delay (ms), cause, attempts, when others may tell the
-- person that it is parked (ms; '' when they know).
-- Returns 1 put back, 2 parked, 0 when it is another's.
local job = ARGV[1]
if not holds(job, ARGV[2]) then
  local j = redis.call('HMGET', jobs .. job, 'state', 'fence')
  return j[1] == 'parked' and j[2] == ARGV[2] and redis.call('ZSCORE', untold, job) and 2 or 0 -- repeated
end
take_off(redis.call('HGET', jobs .. job, 'entry'))
redis.call('HSET', jobs .. job, 'cause', ARGV[5])
if redis.call('HINCRBY', jobs .. job, 'failures', 1) >= tonumber(ARGV[6]) then
  park(job, ARGV[5], ARGV[3], ARGV[7])
  return 2
end
leave(job)
if tonumber(ARGV[4]) <= 0 then
  enter(job, ARGV[3])
else
  redis.call('HSET', jobs .. job, 'state', 'delayed')
  redis.call('ZADD', delayed, string.format('%.0f', tonumber(ARGV[3]) + tonumber(ARGV[4])), job)
end
return 1
