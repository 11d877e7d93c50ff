-- What every script begins with that goes by who may sign off, after chain.lua. KEYS[11] and
-- KEYS[12] are the parts of the channel's profile that say so. It takes off the front of
-- ARGV: these parts as they were read, a NUL between ('' for what needs no approver), and
-- how often the signatures of the revision had changed.
local seen = {}
seen.profile, seen.signed = take(), take()

-- changed says whether either is not so any more.
local function changed(n)
  if (redis.call('HGET', draft, 'signed:' .. n) or '0') ~= seen.signed then return true end
  if seen.profile == '' then return false end
  return (redis.call('GET', KEYS[11]) or '') .. '\0' .. (redis.call('GET', KEYS[12]) or '') ~= seen.profile
end
