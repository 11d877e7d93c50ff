-- Lists jobs that were parked because their request could not be read. ARGV: the cause, at
-- most how many. Returns {job, request, ...}.
local found = {}
for _, job in ipairs(redis.call('ZRANGE', parked, 0, -1)) do
  local j = redis.call('HMGET', jobs .. job, 'cause', 'request')
  if j[1] == ARGV[1] and j[2] then
    table.insert(found, job)
    table.insert(found, j[2])
    if #found >= 2 * ARGV[2] then return found end
  end
end
return found
