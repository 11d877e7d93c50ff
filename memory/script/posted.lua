-- Keeps which message answers a request.
-- KEYS[5] posts · ARGV: job ('' when none is behind it), fence, request, message.
-- Returns 1, or 0 when the job is another's.
if ARGV[1] ~= '' and not holds(ARGV[1], ARGV[2]) then return 0 end
redis.call('HSET', KEYS[5], ARGV[3], ARGV[4])
return 1
