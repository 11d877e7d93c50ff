-- Leases entries just read from the stream.
-- ARGV: entry, job, entry, job, ...
-- Returns {{job, request, attempt, fence, accepted}, ...}, shorter when an entry is
-- nobody's any more.
local taken = {}
for i = 1, #ARGV, 2 do
  local entry, job = ARGV[i], ARGV[i + 1]
  local j = redis.call('HMGET', jobs .. job, 'state', 'entry')
  if j[2] ~= entry then
    take_off(entry)
  elseif j[1] == 'waiting' then
    table.insert(taken, lease(job, entry))
  end
end
return taken
