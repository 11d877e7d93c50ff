-- Counts tokens of an account, on all its scopes or on none.
-- KEYS[1] what the keys of what a tenant uses begin with · ARGV: id of the call, tokens,
-- person, channel, how long a day is kept (ms), day (-1 is today), most of a person, a
-- channel and the workspace (0 is any number).
-- Returns {day, 0 counted | 1..3 whose bound it would pass}.
local day = tonumber(ARGV[6])
if day < 0 then day = math.floor(tonumber(redis.call('TIME')[1]) / 86400) end
local key, tokens = KEYS[1] .. day, tonumber(ARGV[2])
local fields = { ARGV[3] ~= '' and 'tokens:p:' .. ARGV[3], ARGV[4] ~= '' and 'tokens:c:' .. ARGV[4], 'tokens' }
local sums = {}
for i = 1, 3 do
  local most = tonumber(ARGV[6 + i])
  if fields[i] then sums[i] = tonumber(redis.call('HGET', key, fields[i]) or 0) + tokens end
  if fields[i] and most > 0 and sums[i] > most and not string.find(redis.call('HGET', key, 'calls') or '', ARGV[1], 1, true) then
    return { day, i }
  end
end
if not repeated(key, ARGV[1]) then
  for i = 1, 3 do
    if fields[i] then redis.call('HSET', key, fields[i], string.format('%.0f', math.max(0, sums[i]))) end
  end
  redis.call('PEXPIRE', key, ARGV[5])
end
return { day, 0 }
