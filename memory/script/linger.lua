-- Says who somebody is whose session has not ended. ARGV: person, session, idle (ms),
-- 1 when the session is used by that.
-- Returns who they are, or nothing.
local last = redis.call('ZSCORE', sessions, ARGV[2])
if not last or tonumber(last) + tonumber(ARGV[3]) <= now then return false end
if ARGV[4] == '1' then seen(ARGV[2], tonumber(ARGV[3])) end
return redis.call('HGET', people, ARGV[1])
