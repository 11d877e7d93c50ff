-- Parks a leased job whose request cannot be read. ARGV: job, fence, now (ms), cause.
if not holds(ARGV[1], ARGV[2]) then return 0 end
take_off(redis.call('HGET', jobs .. ARGV[1], 'entry'))
park(ARGV[1], ARGV[4], ARGV[3], '') -- nobody knows whom to tell
return 1
