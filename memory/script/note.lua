-- Puts a message into a stretch, if there is one. ARGV: id, when it was posted (µs),
-- line, and of trim: oldest, most, bytes; author, line without words.
if redis.call('EXISTS', stretch) == 0 then return 0 end
local id, at = ARGV[1], tonumber(ARGV[2])
local version, top = string.match(ARGV[3], '^([^\n]*)\n[^\n]*\n([^\n]*)')
if version ~= '~' and at <= number('head') and redis.call('HEXISTS', lines, id) == 0 then
  -- It comes late, and was gone before the stretch began: else it would have been read.
  if version == '' then return 0 end
  if top == '1' and at >= number('from') and at > number('floor') then return 0 end
end
put(id, ARGV[2], discreet(ARGV[7], ARGV[3], ARGV[8]))
trim(ARGV[4], ARGV[5], ARGV[6])
return 1
