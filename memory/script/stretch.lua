-- Opens the stretch of a channel, a new one if there is none. ARGV: holder, the change
-- up to which it knows, ear, how long (ms), channel, a name for a new one, how long a
-- stretch is kept that nobody uses (ms).
-- Returns what is known of the stretch and its lines; nothing when none can be relied on.
local known = hear(ARGV[1], ARGV[2], ARGV[3], ARGV[4])
local ago = now - number(hearing, 'until')
if ago > 0 and (ARGV[3] ~= '' or ago > tonumber(ARGV[4]) * 1000) then return {} end
local since = redis.call('HGET', keeping, ARGV[5])
if not since then return {} end -- it was opted out, whatever the caller has read before
for _, knows in pairs(known) do
  if knows < tonumber(since) then return {} end
end
local key = stretches .. ARGV[5]
redis.call('HSETNX', key, 'opening', ARGV[6])
for _, k in ipairs({key, key .. ':lines', key .. ':order'}) do redis.call('PEXPIRE', k, ARGV[7]) end
return {redis.call('HGETALL', key), redis.call('HGETALL', key .. ':lines')}
