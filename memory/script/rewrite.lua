-- Puts other values into fields of a draft, if all are as they were. What is signed is
-- changed only where that is asked for. KEYS: draft, erasure ('' for none) · ARGV: kind, '1' when what is signed may be
-- changed, then field, value before, value after, ...
-- Returns 1, 0 when one is not as it was, -1 when it is signed.
for i = 3, #ARGV, 3 do
  if (redis.call('HGET', KEYS[1], ARGV[i]) or '') ~= ARGV[i + 1] then return 0 end
  local number = string.match(ARGV[i], '^%a+:(%d+)$')
  if ARGV[2] ~= '1' and number and redis.call('HGET', KEYS[1], 'state:' .. number) == 'approved' then return -1 end
end
for i = 3, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) end
if KEYS[2] then redis.call('HINCRBY', KEYS[2], 'n:' .. ARGV[1], 1) end
return 1
