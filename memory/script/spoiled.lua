-- Lists jobs that were parked because their request could not be read, out of one page of
-- those that are parked. ARGV: the cause, where the page begins, how many it has.
-- Returns {how many were looked at, job, request, ...}.
local page = redis.call('ZRANGE', parked, ARGV[2], ARGV[2] + ARGV[3] - 1)
local found = {#page}
for _, job in ipairs(page) do
  local j = redis.call('HMGET', jobs .. job, 'cause', 'request')
  if j[1] == ARGV[1] and j[2] then
    table.insert(found, job)
    table.insert(found, j[2])
  end
end
return found
