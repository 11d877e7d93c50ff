-- Erases some of the texts of a channel, and counts them. KEYS: texts, order, erasure (may be
-- left out) · ARGV: kind, then the fields. Returns how many there were.
local n = 0
for i = 2, #ARGV do
  n = n + redis.call('HDEL', KEYS[1], ARGV[i])
  redis.call('ZREM', KEYS[2], ARGV[i])
end
if KEYS[3] and n > 0 then redis.call('HINCRBY', KEYS[3], 'n:' .. ARGV[1], n) end
return n
