-- Keeps a request for work, once, if there are not too many.
-- KEYS[5] seen, [6..8] levels of the person, the channel and the workspace, [9] what the
-- keys of what a tenant uses begin with · ARGV: job id, request, lane ('' for none), now
-- (ms), how long to remember it (ms), deadline (ms, on this server's clock: a script that
-- lay in a socket while the server hung must not keep what its caller has given up on),
-- how many a minute a person, a channel and a workspace may ask for (0: any number),
-- whether it counts (1), person, channel, how long a day's use is kept (ms).
-- Returns {1 kept | 0 seen before | -1 too late, this server's clock (ms)}, or of one too
-- many {-2, the clock, whose limit it is (1..3), how long to wait (µs)}: nothing is counted.
local t = redis.call('TIME')
local clock = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
local was = redis.call('GET', KEYS[5])
if was then
  if was ~= ARGV[1] then rely(was) end
  return { was == ARGV[1] and 1 or 0, clock }
end
if clock > tonumber(ARGV[6]) or redis.call('EXISTS', jobs .. ARGV[1]) == 1 then
  return { -1, clock }
end

-- As in ration.lua: when all of it is there again, past for a whole ration. The clock is
-- this server's, the only one that all who count have in common.
local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
local whose = { ARGV[11], ARGV[12], 'all' }
local full, wait, over = {}, 0, 0
for i = 1, 3 do
  local most = tonumber(ARGV[6 + i])
  if most > 0 and whose[i] ~= '' then
    local every = math.ceil(60000000 / most)
    local whole = most * every
    local level = tonumber(redis.call('GET', KEYS[5 + i]) or now)
    full[i] = math.min(math.max(level, now), now + whole) + every
    if full[i] - now - whole > wait then wait, over = full[i] - now - whole, i end
  end
end
if over > 0 then return { -2, clock, over, wait } end
for i, level in pairs(full) do
  redis.call('SET', KEYS[5 + i], string.format('%.0f', level), 'PX', string.format('%.0f', math.ceil((level - now) / 1000)))
end
if ARGV[10] == '1' then
  local used = KEYS[9] .. math.floor(tonumber(t[1]) / 86400)
  redis.call('HINCRBY', used, 'requests', 1)
  if ARGV[11] ~= '' then redis.call('HINCRBY', used, 'requests:p:' .. ARGV[11], 1) end
  if ARGV[12] ~= '' then redis.call('HINCRBY', used, 'requests:c:' .. ARGV[12], 1) end
  redis.call('PEXPIRE', used, ARGV[13])
end
accept(KEYS[5], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
return { 1, clock }
