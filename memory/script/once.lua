-- repeated says whether a hash has counted this call before, and notes it: of the last
-- 64 calls it is known.
local function repeated(key, call)
  local calls = redis.call('HGET', key, 'calls') or ''
  if string.find(calls, call, 1, true) then return true end
  redis.call('HSET', key, 'calls', string.sub(call .. ' ' .. calls, 1, 64 * (#call + 1)))
  return false
end
