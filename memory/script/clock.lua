-- This server's clock, in ms: a script, so that a Cluster asks the node of our slot.
local t = redis.call('TIME')
return tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
