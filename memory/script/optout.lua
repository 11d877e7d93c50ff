-- Notes that somebody does not want to be read, or takes it back; what is kept of what was
-- said may hold their words, or lack them. KEYS[4] who does not want to be read · ARGV: person, since
-- when (µs), '' to take it back.
if ARGV[2] == '' then
  if redis.call('HDEL', KEYS[4], ARGV[1]) == 1 then doubt() end
elseif redis.call('HSETNX', KEYS[4], ARGV[1], ARGV[2]) == 1 then
  doubt()
end
return 1
