-- Has those looked after whom an earlier version parked because workers died on them:
-- it told people itself, if it lived. ARGV: now (ms), the cause.
-- Returns how many there are.
local found = 0
for _, job in ipairs(redis.call('ZRANGE', parked, 0, -1)) do
  local j = redis.call('HMGET', jobs .. job, 'minded', 'cause')
  if not j[1] and j[2] == ARGV[2] then
    redis.call('HSET', jobs .. job, 'minded', 1)
    redis.call('ZADD', untold, ARGV[1], job)
    found = found + 1
  end
end
return found
