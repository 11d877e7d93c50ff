-- How the chain of a tenant stands, all of it at one moment. KEYS: chain, ledger.
-- Returns {n, link, seal, length of the ledger, its last element, the one before}.
local now = redis.call('HMGET', KEYS[1], 'n', 'link', 'seal')
return { now[1] or '0', now[2] or '', now[3] or '', redis.call('LLEN', KEYS[2]),
  redis.call('LINDEX', KEYS[2], -1) or '', redis.call('LINDEX', KEYS[2], -2) or '' }
