/**
 * What every script starts with. KEYS[1] is the queue's key prefix; every key below shares its slot.
 *
 *   j:<id>   hash    one job: s phase, u user, w cost, n failed runs, x crashes, a added (ms), e current entry,
 *                    c cancel asked, p progress (JSON)
 *   wait     zset    the backlog, by fair start tag        fair    zset   user → finish tag of the last job
 *   delay    zset    jobs that are due later, by due ms    ready   stream what workers hold or may take now
 *   dead     stream  jobs given up                         events  stream what happened, for whoever watches
 *   workers  zset    worker → last beat (ms)               slots   hash   worker → how many jobs it can hold
 *   meta     hash    v virtual clock, window, paused, gate stat:<minute>  hash  counters
 *
 * Scripts are the transactions, and every one of them may be sent twice: a client repeats what was in
 * flight when its connection broke.
 */
const body = `
local P, r = KEYS[1], redis.call
local function k(name) return P .. name end
local function job(id) return P .. 'j:' .. id end
-- One clock for all: the server's.
local T = r('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)

-- After a loss of data the group is gone; whoever comes first puts it back.
if r('EXISTS', k'ready') == 0 then r('XGROUP', 'CREATE', k'ready', 'workers', '0', 'MKSTREAM') end

local function emit(id, what, data)
  r('XADD', k'events', 'MAXLEN', '~', 10000, '*', 'j', id, 't', what, 'd', data or '')
end

local function tally(field, n)
  local minute = k'stat:' .. math.floor(now / 60000)
  if r('HINCRBY', minute, field, n or 1) == (n or 1) then r('EXPIRE', minute, 172800) end
end

local function live(phase) return phase == 'waiting' or phase == 'delayed' or phase == 'ready' end

-- Start-time fair queueing: a job starts at the virtual clock or where its user's last job ends, whichever is
-- later. 'first' puts a job that was already served back at the head.
local function wait(id, user, cost, first)
  local tag = tonumber(r('HGET', k'meta', 'v') or 0)
  if not first then
    tag = math.max(tag, tonumber(r('ZSCORE', k'fair', user) or 0))
    r('ZADD', k'fair', tag + cost, user)
  end
  r('ZADD', k'wait', tag, id)
  r('HSET', job(id), 's', 'waiting')
end

local function delay(id, ms)
  r('ZADD', k'delay', now + ms, id)
  r('HSET', job(id), 's', 'delayed')
end

-- Takes an entry away from whoever has it. Answers its job, when that is what the job's run is.
local function takeBack(entry)
  local row = r('XRANGE', k'ready', entry, entry)[1]
  r('XACK', k'ready', 'workers', entry)
  r('XDEL', k'ready', entry)
  local id = row and row[2][2]
  if not id or r('HGET', job(id), 'e') ~= entry then return nil end
  r('HDEL', job(id), 'e')
  return id
end

local function finish(id, phase, ttl)
  r('HSET', job(id), 's', phase)
  r('HDEL', job(id), 'e')
  r('EXPIRE', job(id), ttl)
  tally(phase)
end

local function bury(id, why, err)
  r('XADD', k'dead', 'MAXLEN', '~', 10000, '*', 'j', id, 'why', why, 'err', string.sub(err or '', 1, 1000))
  finish(id, 'dead', 2592000)
  emit(id, 'dead', cjson.encode(why))
end

-- Due jobs join the backlog; the head of the backlog goes onto the stream as far as live workers have room.
-- Answers how many ms until this is worth doing again, -1 for "when something happens".
local function feed()
  for _, id in ipairs(r('ZRANGE', k'delay', '-inf', now, 'BYSCORE', 'LIMIT', 0, 100)) do
    r('ZREM', k'delay', id)
    local f = r('HMGET', job(id), 'u', 'w')
    if f[1] then wait(id, f[1], tonumber(f[2])) end
  end
  local m = r('HMGET', k'meta', 'paused', 'window', 'gate', 'v')
  local gate, room = tonumber(m[3] or 0), tonumber(m[2] or 0) - r('XLEN', k'ready')
  if not m[1] and gate <= now and room > 0 then
    local popped = r('ZPOPMIN', k'wait', room)
    for i = 1, #popped, 2 do
      local id = popped[i]
      local f = r('HMGET', job(id), 'u', 'n', 'x')
      if f[1] then
        local entry = r('XADD', k'ready', '*', 'i', id, 'n', f[2] or 0, 'x', f[3] or 0)
        r('HSET', job(id), 's', 'ready', 'e', entry)
      end
    end
    if #popped > 0 then
      local v = math.max(tonumber(m[4] or 0), tonumber(popped[#popped]))
      r('HSET', k'meta', 'v', string.format('%.17g', v))
      r('ZREMRANGEBYSCORE', k'fair', '-inf', v)
    end
  end
  local due = tonumber(r('ZRANGE', k'delay', 0, 0, 'WITHSCORES')[2] or 9e15)
  local at = math.min(due, gate > now and gate or 9e15)
  return at < 9e15 and math.max(0, at - now) or -1
end

-- Up to n undelivered entries for this consumer, as {{entry, {field, value, …}}, …}.
local function take(me, n)
  if n < 1 then return {} end
  local got = r('XREADGROUP', 'GROUP', 'workers', me, 'COUNT', n, 'STREAMS', k'ready', '>')
  if not got then return {} end
  return got[1] and got[1][2] or {}
end
`;

export type Script = { readonly numberOfKeys: 1; readonly lua: string };

/**
 * A script in front of which the prelude stands. `allowOom`: the script may run when Redis is full,
 * because it ends work rather than adding any; so an over-full queue drains itself.
 */
export function script(
  lua: string,
  { allowOom = false }: { readonly allowOom?: boolean } = {},
): Script {
  return { numberOfKeys: 1, lua: `#!lua${allowOom ? " flags=allow-oom" : ""}\n${body}\n${lua}` };
}
