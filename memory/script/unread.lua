-- Forgets minutes of a channel, unless they are others by now.
-- KEYS[1] texts, KEYS[2] order · ARGV: thread, minutes as they were read, ...
-- Returns 1; 0 when some are others by now, and have to be read again.
local all = 1
for i = 1, #ARGV, 2 do
  local now = redis.call('HGET', KEYS[1], ARGV[i])
  if now == ARGV[i + 1] then
    redis.call('HDEL', KEYS[1], ARGV[i])
    redis.call('ZREM', KEYS[2], ARGV[i])
  elseif now then
    all = 0
  end
end
return all
