-- Replaces what is kept of a revision that nobody signed.
-- ARGV: number, digest, revision. Returns 1; 0 when there is no such revision, -1
-- when it is signed.
local was = redis.call('HMGET', draft, 'digest:' .. ARGV[1], 'state:' .. ARGV[1])
if was[1] ~= ARGV[2] then return 0 end
if was[2] == 'approved' then return -1 end
redis.call('HSET', draft, 'rev:' .. ARGV[1], ARGV[3])
return 1
