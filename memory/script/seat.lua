-- What every script about a seat begins with. KEYS: seat, last.
-- Who sits is its value until it expires, by this server's clock; who sat last, and
-- under which fence, is known for ever.
local seat, last = KEYS[1], KEYS[2]

-- hold keeps the seat for that long (ms) from now, or as long as it is held already:
-- a call that comes late takes nothing away.
local function hold(holder, lasts)
  if redis.call('PTTL', seat) < tonumber(lasts) then redis.call('SET', seat, holder, 'PX', lasts) end
end
