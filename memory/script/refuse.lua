-- Records something that was not allowed. ARGV: audit entry. Returns 1, or 0
-- when there is no such draft.
if redis.call('EXISTS', draft) == 0 then return 0 end
record(ARGV[1])
return 1
