-- What every script about a draft begins with, after queue.lua.
-- The lists of drafts are named by what KEYS[7] begins with: "*" stands for any
-- channel or any state, and escaped ids cannot hold it.
-- What cites a message is found under what KEYS[8] begins with.
local draft, audit, lists, cited = KEYS[5], KEYS[6], KEYS[7], KEYS[8]

local function each_list(channel, state, act)
  for _, c in ipairs({ '*', channel }) do act(lists .. c .. ':' .. state) end
end

local function list(id, state)
  local d = redis.call('HMGET', draft, 'channel', 'created')
  each_list(d[1], state, function(key) redis.call('ZADD', key, d[2], id) end)
end

local function unlist(id, state)
  local channel = redis.call('HGET', draft, 'channel')
  each_list(channel, state, function(key) redis.call('ZREM', key, id) end)
end

-- mark keeps what vouches for how a revision stands; '' for nothing.
local function mark(number, with)
  if with == '' then
    redis.call('HDEL', draft, 'mark:' .. number)
  else
    redis.call('HSET', draft, 'mark:' .. number, with)
  end
end

-- add puts a revision on top, to be decided.
local function add(id, number, revision, digest, request, with)
  mark(number, with)
  redis.call('HSET', draft, 'latest', number, 'rev:' .. number, revision,
    'digest:' .. number, digest, 'state:' .. number, 'pending')
  if request ~= '' then redis.call('HSET', draft, 'request:' .. request, number) end
  list(id, 'pending')
end

-- cite notes that a draft rests on messages of its channel: the ids (escaped) in
-- ARGV from a place on, after how long to know it (ms).
local function cite(id, from)
  local channel = redis.call('HGET', draft, 'channel')
  for i = from + 1, #ARGV do
    local key = cited .. channel .. ':' .. ARGV[i]
    redis.call('SADD', key, id)
    redis.call('PEXPIRE', key, ARGV[from])
  end
end

-- now_is answers how the draft is: 'ok' when it was moved, 'kept' when it was before.
local function now_is(status) return { status, redis.call('HGETALL', draft) } end
