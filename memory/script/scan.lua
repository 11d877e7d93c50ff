-- Looks at some more keys: a script, so that a Cluster asks the node of our slot.
-- ARGV: where to go on, what the keys look like. Returns {where to go on, key, ...}; from
-- "0" to "0" is all of them.
local found = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', 1000)
table.insert(found[2], 1, found[1])
return found[2]
