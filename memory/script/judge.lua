-- Says what became of a call. ARGV: id of the saying, turn, verdict (1 well, 0 failed, ''
-- not known), failures, of how many, rest (µs). Returns 1 when it counts.
local was = redis.call('HMGET', circuit, 'until', 'trying', 'opened', 'last')
local tries = was[1] and was[2] == ARGV[2]
local counts = not was[1] and ARGV[2] == 'closed:' .. (was[3] or '0') and ARGV[3] ~= ''
if not (tries or counts) or repeated(circuit, ARGV[1]) then return 0 end

if tries then
  if ARGV[3] == '1' then
    redis.call('HDEL', circuit, 'until', 'trying', 'lease')
  else
    open(ARGV[6])
  end
else
  local last = string.sub((was[4] or '') .. ARGV[3], -tonumber(ARGV[5]))
  local _, failed = string.gsub(last, '0', '')
  if failed >= tonumber(ARGV[4]) then
    open(ARGV[6])
  else
    redis.call('HSET', circuit, 'last', last)
  end
end
keep(ARGV[6])
return 1
