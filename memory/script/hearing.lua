-- What every script that hears begins with. KEYS: keeping, hearing, what the keys of
-- stretches begin with: they lie in the same slot.
-- keeping has for each channel that keeps the number of the change by which it does.
-- hearing has seq, the number of the last change; until (µs, this server's clock), up
-- to when it is vouched for that nothing was missed; ear:ID, when an ear was heard
-- last; holder:ID, when a holder was (µs) and up to which change it knows.
local keeping, hearing, stretches = KEYS[1], KEYS[2], KEYS[3]
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])

local function number(key, field) return tonumber(redis.call('HGET', key, field) or 0) end

local function erase(channel)
  local key = stretches .. channel
  redis.call('DEL', key, key .. ':lines', key .. ':order')
end

-- doubt erases every stretch of the tenant.
local function doubt()
  for _, channel in ipairs(redis.call('HKEYS', keeping)) do erase(channel) end
end

-- vouch says that an ear has heard everything since it was heard last, if that is no
-- more than so many µs ago.
local function vouch(ear, lasts)
  local before = redis.call('HGET', hearing, 'ear:' .. ear)
  if before and now - before <= lasts then
    if tonumber(before) > number(hearing, 'until') then doubt() end -- nobody heard in between
    redis.call('HSET', hearing, 'until', string.format('%.0f', now))
  end
  redis.call('HSET', hearing, 'ear:' .. ear, string.format('%.0f', now))
end

-- holders are those who were heard not long ago, with what they know; of others it is
-- forgotten.
local function holders()
  local all, known = redis.call('HGETALL', hearing), {}
  for i = 1, #all, 2 do
    local kind, id = string.match(all[i], '^(%a+):(.*)$')
    local at, knows = string.match(all[i + 1], '^(%d+):?(%d*)$')
    if kind == 'holder' and now - at <= 30 * 1000000 then
      known[id] = tonumber(knows)
    elseif kind == 'holder' or kind == 'ear' and now - at > 600 * 1000000 then
      redis.call('HDEL', hearing, all[i])
    end
  end
  return known
end

-- hear notes who hears. A holder that knows something and was forgotten, or whose store
-- was emptied, may have let pass what it did not know to be kept.
local function hear(holder, knows, ear, lasts)
  local known = holders()
  redis.call('HSETNX', hearing, 'seq', 1)
  if tonumber(knows) == 0 then knows = redis.call('HGET', hearing, 'seq') -- it lets nothing pass before it is told
  elseif not known[holder] then doubt() end
  known[holder] = tonumber(knows)
  redis.call('HSET', hearing, 'holder:' .. holder, string.format('%.0f:', now) .. knows)
  if ear ~= '' then vouch(ear, tonumber(lasts) * 1000) end
  return known
end
