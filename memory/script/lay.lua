-- Puts what was read into a stretch. ARGV: opening, from (µs, -1 for none), of trim: oldest, most,
-- bytes; how many lines, spans and threads, and these: id, when it was posted (µs),
-- line, author and line without words; thread ('' for the channel itself), from and to (µs); root, from (µs) and what is
-- known; then the ids of all that was read in the spans.
-- Returns 1, or 0 when the stretch is another by now.
if redis.call('HGET', stretch, 'opening') ~= ARGV[1] then return 0 end
local next = 9
local function each(count, visit)
  for _ = 1, tonumber(count) do
    visit(ARGV[next], ARGV[next + 1], ARGV[next + 2])
    next = next + 3
  end
end

local laid = {}
for i = next + 5 * tonumber(ARGV[6]) + 3 * (tonumber(ARGV[7]) + tonumber(ARGV[8])), #ARGV do laid[ARGV[i]] = true end
for _ = 1, tonumber(ARGV[6]) do
  put(ARGV[next], ARGV[next + 1], discreet(ARGV[next + 3], ARGV[next + 2], ARGV[next + 4]))
  next = next + 5
end

-- What stands in a span and was not read there was deleted before it was read.
each(ARGV[7], function(thread, from, to)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', order, from, to)) do
    local version, of, top = string.match(redis.call('HGET', lines, id), '^([^\n]*)\n([^\n]*)\n([^\n]*)')
    local inside = of == thread
    if thread == '' then inside = top == '1' end
    if inside and version ~= '~' and not laid[id] then
      local at = string.format('%.0f', tonumber(redis.call('ZSCORE', order, id)))
      put(id, at, table.concat({'~', of, top, at, ''}, '\n'))
    end
  end
  redis.call('HSETNX', stretch, 'head', to)
end)

each(ARGV[8], function(root, from, known)
  local was = redis.call('HGET', stretch, 'thread:' .. root)
  local had = was and tonumber(string.match(was, '^[^\n]*'))
  from = tonumber(from)
  if not had or from >= 0 and (had < 0 or from < had) then redis.call('HSET', stretch, 'thread:' .. root, known) end
end)

local from = redis.call('HGET', stretch, 'from')
if ARGV[2] ~= '-1' and (not from or tonumber(ARGV[2]) < tonumber(from)) then redis.call('HSET', stretch, 'from', ARGV[2]) end
trim(ARGV[3], ARGV[4], ARGV[5])
return 1
