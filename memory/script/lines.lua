-- What the scripts begin with that change the lines of one stretch. KEYS: stretch,
-- lines, order, who does not want to be read. The stretch has opening; from (µs), since when all is there, absent
-- while nothing was laid; head (µs), the newest message of what was laid first: what
-- was said until then is there, or was gone before; floor (µs), until when lines were
-- let go; bytes; and thread:ROOT, what is known of a thread. A line is its version, its
-- thread, whether it stands in the channel itself, when it was posted and what it says,
-- a line each.
local stretch, lines, order, out = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

local function number(field) return tonumber(redis.call('HGET', stretch, field) or 0) end

local function weigh(id, line) return line and #id + #line or 0 end

-- discreet is the line as it may be kept: of who does not want to be read the one without words.
local function discreet(author, line, mute)
  if author ~= '' and redis.call('HEXISTS', out, author) == 1 then return mute end
  return line
end

local heavier = 0 -- than it was, in bytes

-- put keeps a line, unless what is kept is a later version of it.
local function put(id, at, line)
  local was = redis.call('HGET', lines, id)
  if was and string.match(line, '^[^\n]*') < string.match(was, '^[^\n]*') then return end
  heavier = heavier + weigh(id, line) - weigh(id, was)
  redis.call('HSET', lines, id, line)
  redis.call('ZADD', order, at, id)
end

-- trim lets go of the oldest lines: those said before oldest (µs), and as many as there
-- are too many of.
local function trim(oldest, most, bytes)
  local size, count, floor = number('bytes') + heavier, redis.call('ZCARD', order), number('floor')
  local fits = count == 0
  while not fits do
    local low = redis.call('ZRANGE', order, 0, 99, 'WITHSCORES') -- some at a time
    for i = 1, #low, 2 do
      local id, at = low[i], tonumber(low[i + 1])
      fits = count <= tonumber(most) and size <= tonumber(bytes) and at >= tonumber(oldest)
      if fits then break end
      size, count, floor = size - weigh(id, redis.call('HGET', lines, id)), count - 1, math.max(floor, at)
      redis.call('HDEL', lines, id)
      redis.call('ZREM', order, id)
    end
    fits = fits or count == 0
  end
  redis.call('HSET', stretch, 'bytes', size, 'floor', string.format('%.0f', floor))
  local left = redis.call('PTTL', stretch)
  redis.call('PEXPIRE', lines, left)
  redis.call('PEXPIRE', order, left)
end
