-- Finds out what became of an accept whose reply was lost, and voids it if it
-- has not happened: it never will, then.
-- KEYS[5] seen · ARGV: job id, how long a void is remembered (ms)
-- Returns 1 kept, 0 seen before, -1 void.
local was = redis.call('GET', KEYS[5])
if was == ARGV[1] then return 1 end
if was then
  rely(was)
  return 0
end
redis.call('HSET', jobs .. ARGV[1], 'state', 'void')
redis.call('PEXPIRE', jobs .. ARGV[1], ARGV[2])
return -1
