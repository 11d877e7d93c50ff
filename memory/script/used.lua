-- Reads what an account has used today.
-- KEYS[1] what the keys of what a tenant uses begin with, [2..4] the levels of the person,
-- the channel and the workspace · ARGV: person, channel, how many requests a minute each
-- may make (0: any number).
-- Returns for each {requests of a minute that are not there again, requests, tokens}.
local t = redis.call('TIME')
local now, key = tonumber(t[1]) * 1000000 + tonumber(t[2]), KEYS[1] .. math.floor(tonumber(t[1]) / 86400)
local suffixes = { ':p:' .. ARGV[1], ':c:' .. ARGV[2], '' }
local all = {}
for i = 1, 3 do
  local most, minute = tonumber(ARGV[2 + i]), 0
  if most > 0 then
    local every = math.ceil(60000000 / most)
    local full = math.min(tonumber(redis.call('GET', KEYS[1 + i]) or now), now + most * every)
    minute = math.ceil(math.max(0, full - now) / every)
  end
  local sums = redis.call('HMGET', key, 'requests' .. suffixes[i], 'tokens' .. suffixes[i])
  all[#all + 1] = minute
  all[#all + 1] = tonumber(sums[1] or 0)
  all[#all + 1] = tonumber(sums[2] or 0)
end
return all
