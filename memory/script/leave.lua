-- Frees a seat; a Stay that comes late finds that it was left. ARGV: fence.
-- Returns 1, or 0 when it is another's.
if redis.call('HGET', last, 'fence') ~= ARGV[1] then return 0 end
redis.call('HDEL', last, 'holder')
redis.call('DEL', seat)
return 1
