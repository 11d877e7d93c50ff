-- What every script about a circuit begins with. KEYS: circuit.
-- It is open while it has an "until"; a call that may try it has its turn there until
-- its lease has run out. The clock is this server's (µs).
local circuit = KEYS[1]
local t = redis.call('TIME')
local now = tonumber(t[1]) * 1000000 + tonumber(t[2])

-- keep has the circuit outlast its rest by a day, after which nobody remembers it.
local function keep(rest)
  redis.call('PEXPIRE', circuit, string.format('%.0f', math.ceil(tonumber(rest) / 1000) + 86400000))
end

local function open(rest)
  redis.call('HSET', circuit, 'until', string.format('%.0f', now + tonumber(rest)))
  redis.call('HDEL', circuit, 'last', 'trying', 'lease')
  redis.call('HINCRBY', circuit, 'opened', 1)
end
