-- Has a channel keep, or not any more. ARGV: channel, '1' or '0'.
if ARGV[2] == '0' then
  redis.call('HDEL', keeping, ARGV[1])
  erase(ARGV[1])
elseif redis.call('HEXISTS', keeping, ARGV[1]) == 0 then
  redis.call('HSET', keeping, ARGV[1], redis.call('HINCRBY', hearing, 'seq', 1))
end
return 1
