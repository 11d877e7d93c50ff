-- Keeps a request for work, once.
-- KEYS[5] seen · ARGV: job id, request, lane ('' for none), now (ms), how long to
-- remember it (ms), deadline (ms, on this server's clock: a script that lay in a socket while the
-- server hung must not keep what its caller has given up on).
-- Returns {1 kept | 0 seen before | -1 too late, this server's clock (ms)}.
local t = redis.call('TIME')
local clock = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
local was = redis.call('GET', KEYS[5])
if not was then
  if clock > tonumber(ARGV[6]) or redis.call('EXISTS', jobs .. ARGV[1]) == 1 then
    return { -1, clock }
  end
end
if was and was ~= ARGV[1] then rely(was) end
if accept(KEYS[5], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]) == ARGV[1] then
  return { 1, clock }
end
return { 0, clock }
