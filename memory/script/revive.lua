-- Puts a parked job back with fresh attempts, as if it were accepted now: nobody was waiting
-- for it. ARGV: job, now (ms). Returns 1, or 0 when it is not parked.
if redis.call('ZREM', parked, ARGV[1]) == 0 then return 0 end
redis.call('ZREM', untold, ARGV[1])
redis.call('HSET', jobs .. ARGV[1], 'accepted', ARGV[2], 'failures', 0, 'kills', 0)
enter(ARGV[1], ARGV[2])
return 1
