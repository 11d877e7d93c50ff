-- What every script begins with that moves a revision, after chain.lua. It takes off the
-- front of ARGV how the latest one stood when it was vouched for: the states it may be in,
-- each in angle brackets; its mark, and how many entries its draft had ('' for both where
-- nothing is vouched for).
local stood = {}
stood.states, stood.mark, stood.entries = take(), take(), take()

-- moved_on is what to answer, before anything is changed, when it does not stand so any
-- more: that it is stale, or that it has to be vouched for anew.
local function moved_on(n)
  local was = redis.call('HMGET', draft, 'state:' .. n, 'mark:' .. n)
  if not string.find(stood.states, '<' .. (was[1] or '') .. '>', 1, true) then return now_is('stale') end
  if stood.entries == '' then return nil end
  if stood.mark ~= (was[2] or '') or tonumber(stood.entries) ~= redis.call('LLEN', audit) then return { 'restless' } end
end
