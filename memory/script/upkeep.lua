-- Puts back the jobs of workers that died, and readies delayed jobs whose time
-- has come. Each a bounded batch, and nothing that is broken stays at its head.
-- ARGV: now (ms), lease (ms), kills that park a job, batch.
-- Returns ms until there is more to do, or -1 when nothing is known of.
local now, batch = tonumber(ARGV[1]), tonumber(ARGV[4])

local function put_back(entry)
  local found = redis.call('XRANGE', work, entry, entry)[1]
  local job = found and found[2][1] == 'job' and found[2][2]
  local j = job and redis.call('HMGET', jobs .. job, 'state', 'entry')
  take_off(entry)
  if not j or j[2] ~= entry then return end
  if j[1] == 'working' and redis.call('HINCRBY', jobs .. job, 'kills', 1) >= tonumber(ARGV[3]) then
    park(job, 'workers died on it', ARGV[1], ARGV[1])
  else
    make_ready(job)
  end
end

local expired = redis.call('XPENDING', work, GROUP, 'IDLE', ARGV[2], '-', '+', batch)
for _, pending in ipairs(expired) do put_back(pending[1]) end

local due = redis.call('ZRANGEBYSCORE', delayed, '-inf', ARGV[1], 'LIMIT', 0, batch)
for _, job in ipairs(due) do
  redis.call('ZREM', delayed, job)
  local j = redis.call('HMGET', jobs .. job, 'state', 'in_line')
  if j[1] == 'delayed' and j[2] then
    linger(job, ARGV[1])
  elseif j[1] == 'delayed' then
    enter(job, ARGV[1])
  end
end

-- A few lanes each time, for there may be many.
for _, lane in ipairs(redis.call('HRANDFIELD', lanes, 16)) do mend(lane) end

if #expired == batch or #due == batch then return 0 end
local next = redis.call('ZRANGE', delayed, 0, 0, 'WITHSCORES')
if not next[2] then return -1 end
return math.max(0, tonumber(next[2]) - now)
