-- Takes a person out of entries of a draft. ARGV: index, the entry as it is, the entry as
-- it will be, ... Answers 'stale' when one is not as it was. KEYS[11], where there is one, is
-- an erasure that counts them.
if recorded() then return { 'kept' } end -- repeated
for i = 1, #ARGV, 3 do
  if redis.call('LINDEX', audit, ARGV[i]) ~= ARGV[i + 1] then return { 'stale' } end
end
local behind = overtaken()
if behind then return behind end

for i = 1, #ARGV, 3 do redis.call('LSET', audit, ARGV[i], ARGV[i + 2]) end
record()
if KEYS[11] then redis.call('HINCRBY', KEYS[11], 'n:entries', #ARGV / 3) end
return { 'ok' }
