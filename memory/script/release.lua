-- Hands a job back unfinished. ARGV: job, fence. Returns 1, or 0 when it is
-- another's.
if not holds(ARGV[1], ARGV[2]) then return 0 end
take_off(redis.call('HGET', jobs .. ARGV[1], 'entry'))
make_ready(ARGV[1])
return 1
