-- Counts jobs, and says since when the oldest is ready, in ms: {waiting, working, delayed, parked, for}; who
-- waits in a lane waits. Before the first worker there is no group, and so nobody works.
local pending = redis.pcall('XPENDING', work, GROUP)
local working = pending.err and 0 or pending[1]
local held = 0
for _, n in ipairs(redis.call('HVALS', lanes)) do held = held + n end

-- What comes after the last entry that was given out is ready. Entries are named by this server's clock, and
-- so it is this server's that says how long ago that was.
local last = '0-0'
local groups = redis.pcall('XINFO', 'GROUPS', work)
for _, group in ipairs(groups.err and {} or groups) do
  for i = 1, #group, 2 do
    if group[i] == 'last-delivered-id' then last = group[i + 1] end
  end
end
local ready_for = 0
for _, entry in ipairs(redis.call('XRANGE', work, last, '+', 'COUNT', 2)) do
  if entry[1] ~= last then
    local t = redis.call('TIME')
    ready_for = math.max(1, tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000) - tonumber(string.match(entry[1], '^%d+')))
    break
  end
end
return { redis.call('XLEN', work) - working + held, working, math.max(0, redis.call('ZCARD', delayed) - held), redis.call('ZCARD', parked), ready_for }
