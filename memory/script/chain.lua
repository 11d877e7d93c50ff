-- What every script that writes an audit entry begins with, after draft.lua. It takes its
-- own arguments off the front of ARGV, so that the script's begin at 1: the head of the
-- chain that the link was computed from (n, link, length of the ledger); the entry; the
-- draft (escaped) and the commitment to the entry; the head with it (n, link, seal).
local chain, ledger = KEYS[9], KEYS[10]
local from, to, entry = {}, {}, {}
local function take() return table.remove(ARGV, 1) end
from.n, from.link, from.length = take(), take(), take()
entry.text, entry.draft, entry.commitment = take(), take(), take()
to.n, to.link, to.seal = take(), take(), take()

-- overtaken is what to answer, before anything is changed, when the link does not follow
-- from what is there: how the chain is, as stand.lua says it.
local function overtaken()
  local now = redis.call('HMGET', chain, 'n', 'link', 'seal')
  local n, link, length = now[1] or '0', now[2] or '', redis.call('LLEN', ledger)
  if n == from.n and link == from.link and length == tonumber(from.length) then return nil end
  return { 'chain', n, link, now[3] or '', length, redis.call('LINDEX', ledger, -1) or '', redis.call('LINDEX', ledger, -2) or '' }
end

-- recorded says whether the entry is linked already, when a call is repeated.
local function recorded()
  local link = redis.call('LINDEX', ledger, from.length)
  return link and string.sub(link, -#to.link) == to.link
end

-- record appends the entry to the audit of the draft and to the ledger: where it is, the
-- commitment to it, and the link.
local function record()
  local index = redis.call('LLEN', audit)
  redis.call('RPUSH', audit, entry.text)
  redis.call('RPUSH', ledger, entry.draft .. ' ' .. index .. ' ' .. entry.commitment .. ' ' .. to.link)
  redis.call('HSET', chain, 'n', to.n, 'link', to.link, 'seal', to.seal)
end
