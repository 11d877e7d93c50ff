-- What every script begins with. The time is always an argument, never read
-- here, but where a comment says why.
local work, delayed, parked, jobs = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local GROUP, CONSUMER = 'workers', 'all'

-- make_ready puts a job where a worker finds it.
local function make_ready(job)
  local entry = redis.call('XADD', work, '*', 'job', job)
  redis.call('HSET', jobs .. job, 'state', 'waiting', 'entry', entry)
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

local function park(job, cause, now)
  redis.call('HSET', jobs .. job, 'state', 'parked', 'cause', cause)
  redis.call('ZADD', parked, now, job)
end

-- lease gives an entry to a worker: from now on the fence of whoever held the
-- job before is stale.
local function lease(job, entry)
  redis.call('XCLAIM', work, GROUP, CONSUMER, 0, entry, 'JUSTID')
  local fence = redis.call('HINCRBY', jobs .. job, 'fence', 1)
  redis.call('HSET', jobs .. job, 'state', 'working')
  local j = redis.call('HMGET', jobs .. job, 'request', 'failures')
  return { job, j[1], (tonumber(j[2] or 0) or 0) + 1, fence }
end

-- accept keeps a request under a fresh job id, unless it was seen before. It
-- returns the id of the job that stands for the request.
local function accept(seen, job, request, now, remember)
  local was = redis.call('GET', seen)
  if was then return was end
  redis.call('SET', seen, job, 'PX', remember)
  redis.call('HSET', jobs .. job, 'request', request, 'seen', seen, 'accepted', now, 'failures', 0, 'kills', 0, 'fence', 0)
  make_ready(job)
  return job
end
