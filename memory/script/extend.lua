-- Renews a lease. ARGV: job, fence. Returns 1, or 0 when it is another's.
if not holds(ARGV[1], ARGV[2]) then return 0 end
redis.call('XCLAIM', work, GROUP, CONSUMER, 0, redis.call('HGET', jobs .. ARGV[1], 'entry'), 'JUSTID')
return 1
