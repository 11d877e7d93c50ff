-- Records something that was not allowed.
if redis.call('EXISTS', draft) == 0 then return { 'absent' } end
if recorded() then return { 'kept' } end -- repeated
local behind = overtaken()
if behind then return behind end

record()
return { 'ok' }
