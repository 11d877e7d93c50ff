-- Takes a seat that is free. ARGV: holder, how long (ms).
-- Returns the fence, the same again for who sits there already; 0 when it is another's.
local holder = redis.call('GET', seat)
if holder and holder ~= ARGV[1] then return 0 end
if not holder then
  redis.call('HINCRBY', last, 'fence', 1)
  redis.call('HSET', last, 'holder', ARGV[1])
end
hold(ARGV[1], ARGV[2])
return tonumber(redis.call('HGET', last, 'fence'))
