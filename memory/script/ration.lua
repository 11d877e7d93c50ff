-- Counts what is done now, if its ration allows it. The clock is this server's: the
-- processes that share the ration have no other in common.
-- KEYS: ration · ARGV: id of the call, burst, every (µs).
-- Returns 0 when it is counted, else how long to wait (µs).
local t = redis.call('TIME')
local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
local every = tonumber(ARGV[3])
local whole = tonumber(ARGV[2]) * every
local was = redis.call('HMGET', KEYS[1], 'call', 'full')
if was[1] == ARGV[1] then return 0 end -- repeated

-- When all of it is there again: past for a whole ration, and never further off than
-- for none, also when the clock was set back.
local full = math.min(math.max(tonumber(was[2] or now), now), now + whole) + every
if full > now + whole then return full - now - whole end
redis.call('HSET', KEYS[1], 'call', ARGV[1], 'full', string.format('%.0f', full))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((full - now) / 1000)))
return 0
