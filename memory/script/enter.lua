-- Asks for a call. ARGV: id of the call, rest, how long a call that tries may take (µs).
-- Returns a turn, or '' and how long the endpoint is still left alone (µs).
local was = redis.call('HMGET', circuit, 'until', 'trying', 'lease', 'opened')
if not was[1] then return {'closed:' .. (was[4] or '0'), 0} end
if was[2] == ARGV[1] then return {ARGV[1], 0} end -- repeated

-- Never further off than from now on, also when the clock was set back.
local wait = math.min(tonumber(was[1]) - now, tonumber(ARGV[2]))
if wait > 0 then
  redis.call('HSET', circuit, 'until', string.format('%.0f', now + wait))
  return {'', wait}
end
local lease = math.min(tonumber(was[3] or 0) - now, tonumber(ARGV[3]))
if lease > 0 then
  redis.call('HSET', circuit, 'lease', string.format('%.0f', now + lease))
  return {'', 0}
end
redis.call('HSET', circuit, 'trying', ARGV[1], 'lease', string.format('%.0f', now + tonumber(ARGV[3])))
keep(ARGV[2])
return {ARGV[1], 0}
