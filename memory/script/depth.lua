-- Counts jobs: {waiting, working, delayed, parked}; who waits in a lane waits. Before the first worker
-- there is no group, and so nobody works.
local pending = redis.pcall('XPENDING', work, GROUP)
local working = pending.err and 0 or pending[1]
local held = 0
for _, n in ipairs(redis.call('HVALS', lanes)) do held = held + n end
return { redis.call('XLEN', work) - working + held, working, math.max(0, redis.call('ZCARD', delayed) - held), redis.call('ZCARD', parked) }
