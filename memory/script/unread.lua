-- Forgets the minutes of a channel that read a message. They name it as a JSON string,
-- which no text in them can forge unless it ends in a quotation mark and the id: what
-- is forgotten for nothing is read again.
-- KEYS[1] texts, KEYS[2] order · ARGV: the id, as a JSON string.
-- Returns how many.
local all = redis.call('HGETALL', KEYS[1])
local forgotten = 0
for i = 1, #all, 2 do
  if string.find(all[i + 1], ARGV[1], 1, true) then
    redis.call('HDEL', KEYS[1], all[i])
    redis.call('ZREM', KEYS[2], all[i])
    forgotten = forgotten + 1
  end
end
return forgotten
