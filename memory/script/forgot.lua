-- Notes on record that an erasure is done. KEYS[11] erasure · ARGV: how it ended.
if recorded() then return { 'kept' } end -- repeated
if redis.call('HEXISTS', KEYS[11], 'about') == 0 then return { 'absent' } end
if redis.call('HEXISTS', KEYS[11], 'done') == 1 then return { 'kept' } end
local behind = overtaken()
if behind then return behind end

redis.call('HSET', KEYS[11], 'done', ARGV[1])
record()
return { 'ok' }
