-- Keeps a new draft.
-- ARGV: job, fence, id, channel (escaped), created (µs), head, revision, digest,
-- request, mark, how long to know what it cites (ms), messages it cites.
if not holds(ARGV[1], ARGV[2]) then return { 'lost' } end
if redis.call('EXISTS', draft) == 1 then return now_is('kept') end
local behind = overtaken()
if behind then return behind end

redis.call('HSET', draft, 'channel', ARGV[4], 'created', ARGV[5], 'head', ARGV[6])
list(ARGV[3], '*')
add(ARGV[3], 1, ARGV[7], ARGV[8], ARGV[9], ARGV[10])
cite(ARGV[3], 11)
record()
return now_is('ok')
