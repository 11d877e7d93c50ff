-- What every script begins with. The time is always an argument, never read
-- here, but where a comment says why.
local work, delayed, parked, jobs = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local GROUP, CONSUMER = 'workers', 'all'

-- make_ready puts a job where a worker finds it.
local function make_ready(job)
  local entry = redis.call('XADD', work, '*', 'job', job)
  redis.call('HSET', jobs .. job, 'state', 'waiting', 'entry', entry)
end

-- One person has at most ABREAST jobs ready or leased; their others wait in their
-- lane, first come first served. So a flood waits behind itself and not before the
-- work of everybody else. A job without a lane waits for nobody.
local ABREAST = 2
local lanes = string.gsub(jobs, 'job:$', 'lanes')
local function line_of(lane) return lanes .. ':' .. lane end
local function busy_in(lane) return lanes .. ':' .. lane .. ':busy' end

-- linger has a job in line looked after in a while, as one that is delayed: whatever
-- becomes of its lane, and even when nobody is left who knows of lanes, its turn comes.
local WHILE = 60000
local function linger(job, now)
  redis.call('HSET', jobs .. job, 'state', 'delayed')
  redis.call('ZADD', delayed, string.format('%.0f', now + WHILE), job)
end

-- enter puts a job where a worker finds it, when its lane lets it.
local function enter(job, now)
  local lane = redis.call('HGET', jobs .. job, 'lane')
  if not lane or redis.call('SISMEMBER', busy_in(lane), job) == 1 then return make_ready(job) end
  if redis.call('SCARD', busy_in(lane)) < ABREAST then
    redis.call('SADD', busy_in(lane), job)
    return make_ready(job)
  end
  redis.call('RPUSH', line_of(lane), job)
  redis.call('HINCRBY', lanes, lane, 1)
  redis.call('HSET', jobs .. job, 'in_line', 1)
  linger(job, now)
end

-- shorten notes that so many left the line of a lane.
local function shorten(lane, by)
  if redis.call('HINCRBY', lanes, lane, -by) <= 0 then redis.call('HDEL', lanes, lane) end
end

-- advance readies those at the head of a lane for whom there is room.
local function advance(lane)
  while redis.call('SCARD', busy_in(lane)) < ABREAST do
    local job = redis.call('LPOP', line_of(lane))
    if not job then
      redis.call('HDEL', lanes, lane)
      return
    end
    shorten(lane, 1)
    redis.call('HDEL', jobs .. job, 'in_line')
    if redis.call('ZREM', delayed, job) == 1 then
      redis.call('SADD', busy_in(lane), job)
      make_ready(job)
    end
  end
end

-- mend makes room in a lane that nobody told of: a worker of an earlier version makes
-- none when it is done.
local function mend(lane)
  for _, job in ipairs(redis.call('SMEMBERS', busy_in(lane))) do
    local state = redis.call('HGET', jobs .. job, 'state')
    if state ~= 'waiting' and state ~= 'working' then redis.call('SREM', busy_in(lane), job) end
  end
  advance(lane)
end

-- leave makes room in the lane of a job that is neither ready nor leased any more.
local function leave(job)
  local lane = redis.call('HGET', jobs .. job, 'lane')
  if lane and redis.call('SREM', busy_in(lane), job) == 1 then advance(lane) end
end

-- take_off removes an entry for good: acknowledged first, so that no pending
-- entry outlives its message.
local function take_off(entry)
  redis.call('XACK', work, GROUP, entry)
  redis.call('XDEL', work, entry)
end

-- holds says whether a job is leased under just this fence.
local function holds(job, fence)
  local j = redis.call('HMGET', jobs .. job, 'state', 'fence')
  return j[1] == 'working' and j[2] == fence
end

-- park gives a job up. From a time on (ms) whoever looks may look after it, later each
-- time; '' when the person knows.
local untold = string.gsub(jobs, 'job:$', 'untold')
local function park(job, cause, now, tell)
  leave(job)
  redis.call('HSET', jobs .. job, 'state', 'parked', 'cause', cause, 'minded', 1)
  redis.call('ZADD', parked, now, job)
  if tell == '' then return end
  local looks = redis.call('HGET', jobs .. job, 'looks') or 0
  redis.call('ZADD', untold, string.format('%.0f', now + (tell - now) * (looks + 1)), job)
end

-- lease gives an entry to a worker: from now on the fence of whoever held the
-- job before is stale.
local function lease(job, entry)
  redis.call('XCLAIM', work, GROUP, CONSUMER, 0, entry, 'JUSTID')
  local fence = redis.call('HINCRBY', jobs .. job, 'fence', 1)
  redis.call('HSET', jobs .. job, 'state', 'working')
  local j = redis.call('HMGET', jobs .. job, 'request', 'failures', 'accepted')
  return { job, j[1], (tonumber(j[2] or 0) or 0) + 1, fence, j[3] }
end

-- rely notes that a delivery was acknowledged because a job stands for it: from then
-- on nobody may undo that.
local function rely(job)
  if redis.call('EXISTS', jobs .. job) == 1 then redis.call('HSET', jobs .. job, 'relied', 1) end
end

-- accept keeps a request under a fresh job id, unless it was seen before. It
-- returns the id of the job that stands for the request.
local function accept(seen, job, request, lane, now, remember)
  local was = redis.call('GET', seen)
  if was then return was end
  redis.call('SET', seen, job, 'PX', remember)
  redis.call('HSET', jobs .. job, 'request', request, 'seen', seen, 'accepted', now, 'failures', 0, 'kills', 0, 'fence', 0)
  if lane ~= '' then redis.call('HSET', jobs .. job, 'lane', lane) end
  enter(job, now)
  return job
end
