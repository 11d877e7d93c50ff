-- Says of which scopes of an account most tokens of today are used, of each once.
-- KEYS[1] what the keys of what a tenant uses begin with · ARGV: person, channel, percent,
-- most of a person, a channel and the workspace (0 is any number).
-- Returns the scopes, 1..3.
local key = KEYS[1] .. math.floor(tonumber(redis.call('TIME')[1]) / 86400)
local suffixes = { ':p:' .. ARGV[1], ':c:' .. ARGV[2], '' }
local near = {}
for i = 1, 3 do
  local most = tonumber(ARGV[3 + i])
  local used = tonumber(redis.call('HGET', key, 'tokens' .. suffixes[i]) or 0)
  if most > 0 and used * 100 >= most * tonumber(ARGV[3]) and redis.call('HSETNX', key, 'warned' .. suffixes[i], 1) == 1 then
    near[#near + 1] = i
  end
end
return near
