-- Adds to what was spent on a day. KEYS: tokens · ARGV: id of the call, tokens, how long
-- the sum is kept (ms). Returns the sum, which is never below 0.
if not repeated(KEYS[1], ARGV[1]) then
  local sum = math.max(0, tonumber(redis.call('HGET', KEYS[1], 'sum') or 0) + tonumber(ARGV[2]))
  redis.call('HSET', KEYS[1], 'sum', string.format('%.0f', sum))
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return tonumber(redis.call('HGET', KEYS[1], 'sum'))
