-- Adds a revision on top of the expected one.
-- ARGV: job ('' when a person edits), fence, id, expected number, expected
-- digest, revision, digest, request, mark, mark of the one before as superseded, how long
-- to know what it cites (ms), messages it cites.
if ARGV[1] ~= '' and not holds(ARGV[1], ARGV[2]) then return { 'lost' } end
if redis.call('EXISTS', draft) == 0 then return { 'absent' } end
if ARGV[8] ~= '' and redis.call('HEXISTS', draft, 'request:' .. ARGV[8]) == 1 then return now_is('kept') end

local n = redis.call('HGET', draft, 'latest')
local was = redis.call('HMGET', draft, 'digest:' .. n, 'state:' .. n, 'rev:' .. n)
if tonumber(n) == ARGV[4] + 1 and was[3] == ARGV[6] then return now_is('kept') end -- repeated
if n ~= ARGV[4] or was[1] ~= ARGV[5] then return now_is('stale') end
local behind = moved_on(n)
if behind then return behind end
behind = overtaken()
if behind then return behind end

unlist(ARGV[3], was[2])
if was[2] == 'pending' then
  redis.call('HSET', draft, 'state:' .. n, 'superseded')
  mark(n, ARGV[10])
end
add(ARGV[3], string.format('%d', n + 1), ARGV[6], ARGV[7], ARGV[8], ARGV[9])
cite(ARGV[3], 11)
record()
return now_is('ok')
