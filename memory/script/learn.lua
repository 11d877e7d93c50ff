-- Changes what a channel knows, unless somebody was faster.
-- KEYS: the four parts of the profile, facts · ARGV: the parts as they were, '' for
-- none; as they are to be; and, where facts change, how many there were, the id and the
-- text of each of these, and of each of those there are to be.
-- Returns 1, or 0 when what is kept is not what it was.
local function lie(from)
  for i = 1, 4 do
    if (redis.call('GET', KEYS[i]) or '') ~= ARGV[from + i] then return false end
  end
  return true
end

-- stand says whether the facts are those in ARGV from a place to another.
local function stand(from, to)
  if redis.call('HLEN', KEYS[5]) ~= (to - from + 1) / 2 then return false end
  for i = from, to, 2 do
    if redis.call('HGET', KEYS[5], ARGV[i]) ~= ARGV[i + 1] then return false end
  end
  return true
end

local were = tonumber(ARGV[9])
local last = were and 9 + 2 * were
if lie(4) and (not were or stand(last + 1, #ARGV)) then return 1 end -- repeated
if not lie(0) or were and not stand(10, last) then return 0 end
if were then
  redis.call('DEL', KEYS[5])
  for i = last + 1, #ARGV, 2 do redis.call('HSET', KEYS[5], ARGV[i], ARGV[i + 1]) end
end
for i = 1, 4 do redis.call('SET', KEYS[i], ARGV[4 + i]) end
return 1
