-- Notes that an ear hears. ARGV: holder, the change up to which it knows, ear ('' for
-- none), how long that vouches (ms). Returns the last change and the channels that keep.
hear(ARGV[1], ARGV[2], ARGV[3], ARGV[4])
local heard = redis.call('HKEYS', keeping)
table.insert(heard, 1, tostring(number(hearing, 'seq')))
return heard
