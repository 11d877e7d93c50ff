-- Keeps a seat for longer, also one that has expired and that nobody took since.
-- ARGV: fence, how long (ms). Returns 1, or 0 when it is another's or was left.
local was = redis.call('HMGET', last, 'fence', 'holder')
if was[1] ~= ARGV[1] or not was[2] then return 0 end
hold(was[2], ARGV[2])
return 1
