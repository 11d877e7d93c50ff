-- Erases a job that was given up, and counts it. KEYS: parked, untold, job, erasure ·
-- ARGV: job id, kind. Returns 1, or 0 when it is not given up any more.
if redis.call('HGET', KEYS[3], 'state') ~= 'parked' then return 0 end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[3])
redis.call('HINCRBY', KEYS[4], 'n:' .. ARGV[2], 1)
return 1
