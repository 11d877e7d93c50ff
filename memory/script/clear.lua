-- Erases keys, and counts what the first of them held. KEYS: the keys, the last of them the
-- erasure · ARGV: kind. Returns how much there was.
local n, kind = 1, redis.call('TYPE', KEYS[1]).ok
if kind == 'none' then n = 0 elseif kind == 'hash' then n = redis.call('HLEN', KEYS[1]) end
for i = 1, #KEYS - 1 do redis.call('DEL', KEYS[i]) end
if n > 0 then redis.call('HINCRBY', KEYS[#KEYS], 'n:' .. ARGV[1], n) end
return n
