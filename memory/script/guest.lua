-- What every script about people who signed in begins with.
-- KEYS: who they are, in which order they came, their sessions, attempts that are spent.
local people, order, sessions, spent = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

-- The clock is this server's: the replicas have no other in common.
local t = redis.call('TIME')
local now = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)

-- seen notes that a session is used, and forgets those that were not for idle ms.
local function seen(session, idle)
  redis.call('ZADD', sessions, string.format('%.0f', now), session)
  redis.call('ZREMRANGEBYSCORE', sessions, '-inf', string.format('%.0f', now - idle))
  redis.call('PEXPIRE', sessions, string.format('%.0f', idle))
end
