-- Counts jobs: {waiting, working, delayed, parked}. Before the first worker
-- there is no group, and so nobody works.
local pending = redis.pcall('XPENDING', work, GROUP)
local working = pending.err and 0 or pending[1]
return { redis.call('XLEN', work) - working, working, redis.call('ZCARD', delayed), redis.call('ZCARD', parked) }
