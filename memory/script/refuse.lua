-- Records something that was not allowed, unless there is enough of that on record.
-- ARGV: the field that counts the refusals of the person, how many are enough.
if redis.call('EXISTS', draft) == 0 then return { 'absent' } end
if recorded() then return { 'kept' } end -- repeated
local count = tonumber(redis.call('HGET', draft, ARGV[1]) or '') or 0
if count >= tonumber(ARGV[2]) then return { 'enough' } end
local behind = overtaken()
if behind then return behind end

redis.call('HSET', draft, ARGV[1], string.format('%d', count + 1))
record()
return { 'ok' }
