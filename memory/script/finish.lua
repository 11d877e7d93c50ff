-- Takes a job off the queue for good. ARGV: job, fence. Returns 1, or 0 when it
-- is another's.
if not holds(ARGV[1], ARGV[2]) then return 0 end
take_off(redis.call('HGET', jobs .. ARGV[1], 'entry'))
leave(ARGV[1])
redis.call('DEL', jobs .. ARGV[1])
return 1
