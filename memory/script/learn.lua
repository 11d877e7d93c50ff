-- Changes what a channel knows, unless somebody was faster.
-- KEYS: profile, voice, facts · ARGV: profile and voice as they were, '' for none; as
-- they are to be; and, where facts change, how many there were, the id and the text of
-- each of these, and of each of those there are to be.
-- Returns 1, or 0 when what is kept is not what it was.
for i = 1, 2 do
  if (redis.call('GET', KEYS[i]) or '') ~= ARGV[i] then return 0 end
end
local were = tonumber(ARGV[5])
if were then
  if redis.call('HLEN', KEYS[3]) ~= were then return 0 end
  for i = 6, 4 + 2 * were, 2 do
    if redis.call('HGET', KEYS[3], ARGV[i]) ~= ARGV[i + 1] then return 0 end
  end
  redis.call('DEL', KEYS[3])
  for i = 6 + 2 * were, #ARGV, 2 do
    redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  end
end
redis.call('MSET', KEYS[1], ARGV[3], KEYS[2], ARGV[4])
return 1
