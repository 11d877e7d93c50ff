-- Keeps an exchange as the newest of a channel, or the minutes of a thread as the
-- newest of its channel, within the caps.
-- KEYS[5] texts, KEYS[6] order, of minutes [7] who does not want to be read · ARGV: draft or
-- thread, exchange or minutes, at most how many, at most how many bytes, how long (ms), job
-- ('' when none is behind it), fence, of minutes whose words they are of.
-- Returns 1, or 0 when the job is another's.
if ARGV[6] ~= '' and not holds(ARGV[6], ARGV[7]) then return 0 end
local texts, order = KEYS[5], KEYS[6]
local function drop(draft)
  redis.call('HDEL', texts, draft)
  redis.call('ZREM', order, draft)
end

drop(ARGV[1])
for i = 8, #ARGV do
  if redis.call('HEXISTS', KEYS[7], ARGV[i]) == 1 then return 1 end
end
if #ARGV[2] > tonumber(ARGV[4]) then return 1 end -- alone over the cap: the others stay
local top = redis.call('ZRANGE', order, -1, -1, 'WITHSCORES')[2] or 0
redis.call('HSET', texts, ARGV[1], ARGV[2])
redis.call('ZADD', order, string.format('%.0f', top + 1), ARGV[1])

local kept = redis.call('ZRANGE', order, 0, -1)
local size = 0
for i = #kept, 1, -1 do
  size = size + redis.call('HSTRLEN', texts, kept[i])
  if size > tonumber(ARGV[4]) or #kept - i >= tonumber(ARGV[3]) then drop(kept[i]) end
end
redis.call('PEXPIRE', texts, ARGV[5])
redis.call('PEXPIRE', order, ARGV[5])
return 1
