-- Keeps a message of a timeline and tells the watchers.
-- KEYS: texts, order, changes · ARGV: id, message, channel, at most how many
-- messages, at most about how many changes.
local texts, order = KEYS[1], KEYS[2]
redis.call('HSET', texts, ARGV[1], ARGV[2])
if not redis.call('ZSCORE', order, ARGV[1]) then
  local top = redis.call('ZRANGE', order, -1, -1, 'WITHSCORES')[2] or 0
  redis.call('ZADD', order, string.format('%.0f', top + 1), ARGV[1])
end
for _, old in ipairs(redis.call('ZRANGE', order, 0, -1 - ARGV[4])) do
  redis.call('HDEL', texts, old)
  redis.call('ZREM', order, old)
end
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[5], '*', 'channel', ARGV[3], 'id', ARGV[1])
return 1
