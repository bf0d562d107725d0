/**
 * What every script starts with. KEYS[1] is the queue's key prefix; every key below shares its slot.
 *
 *   jobs        hash    id → `cost failures crashes enqueuedMs user`, of every job that is not finished
 *   wait        zset    the backlog, by fair start tag      fair      zset    user → finish tag of the last job
 *   delay       zset    jobs that are due later, by due ms  ready     stream  what workers hold or may take now
 *   dead        zset    jobs given up, by when (ms)         deadInfo  hash    id → why, as JSON
 *   cancelling  set     running jobs that shall end         progress  hash    id → what its handler said last, JSON
 *   events      stream  what happened, for whoever watches  stat:<minute>  hash  counters
 *   workers     zset    worker → last beat (ms)             slots     hash    worker → how many jobs it can hold
 *   counted     hash    worker → number of the counts that it delivered last
 *   meta        hash    v virtual clock, window, paused, gate
 *
 * A job is waiting, delayed or dead by being in that set, and ready by having an entry on the stream. A dispatch is
 * its entry: whoever takes a job away from its worker deletes the entry, so an entry that still exists is the job's
 * current run. A job that is done or cancelled leaves nothing behind: the ledger knows it.
 *
 * Scripts are the transactions, and every one of them may be sent twice: a client repeats what was in flight when
 * its connection broke.
 */
const body = `
local P, r = KEYS[1], redis.call
local function k(name) return P .. name end
local READY, JOBS, WAIT, DELAY, META = k'ready', k'jobs', k'wait', k'delay', k'meta'
-- One clock for all: the server's.
local T = r('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)

-- After a loss of data the group is gone; whoever comes first puts it back.
if r('EXISTS', READY) == 0 then r('XGROUP', 'CREATE', READY, 'workers', '0', 'MKSTREAM') end

-- One event for several jobs at once. Followers read the fields: t what, w worker, d data (JSON), then j id for each.
local function emit(what, ids, worker, data)
  r('XADD', k'events', 'MAXLEN', '~', 10000, '*', 't', what, 'w', worker or '', 'd', data or '', unpack(ids))
end

local function emitOne(what, id, worker, data) emit(what, { 'j', id }, worker, data) end

local function tally(field, n)
  local minute = k'stat:' .. math.floor(now / 60000)
  if r('HINCRBY', minute, field, n) == tonumber(n) then r('EXPIRE', minute, 172800) end
end
`;

/** Reading and writing what is known of a job: a line of five words, of which the last is its user. */
const state = `
local function parse(line)
  local cost, failures, crashes, added, user = string.match(line or '', '^(%S+) (%d+) (%d+) (%d+) (.*)$')
  if not cost then return nil end
  return { cost = cost, failures = failures, crashes = crashes, added = added, user = user }
end

local function save(id, s)
  r('HSET', JOBS, id, s.cost .. ' ' .. s.failures .. ' ' .. s.crashes .. ' ' .. s.added .. ' ' .. s.user)
end

local function forgetRun(id)
  r('HDEL', JOBS, id)
  r('HDEL', k'progress', id)
  r('SREM', k'cancelling', id)
end
`;

/** Which entry of the stream is a job's; the stream is as short as all workers' slots together. */
const entries = `
local function entryOf(id)
  for _, e in ipairs(r('XRANGE', READY, '-', '+')) do
    if e[2][2] == id then return e[1] end
  end
end

local function phaseOf(id)
  if r('ZSCORE', WAIT, id) then return 'waiting' end
  if r('ZSCORE', DELAY, id) then return 'delayed' end
  if r('HEXISTS', JOBS, id) == 1 and entryOf(id) then return 'ready' end
  if r('ZSCORE', k'dead', id) then return 'dead' end
  return 'absent'
end
`;

/** Back into line, later, or never again. */
const endings = `
-- At the head of the line: it was served already, its user's share is spent.
local function waitFirst(id) r('ZADD', WAIT, r('HGET', META, 'v') or '0', id) end

local function delay(id, ms) r('ZADD', DELAY, now + ms, id) end

-- Takes an entry away from whoever has it. Answers its job.
local function takeBack(entry)
  local row = r('XRANGE', READY, entry, entry)[1]
  r('XACK', READY, 'workers', entry)
  r('XDEL', READY, entry)
  return row and row[2][2]
end

local function bury(id, why, err, s, worker)
  r('ZADD', k'dead', now, id)
  r('HSET', k'deadInfo', id, cjson.encode({
    why = why, error = string.sub(err or '', 1, 1000), user = s.user,
    failures = tonumber(s.failures), crashes = tonumber(s.crashes),
  }))
  forgetRun(id)
  tally('dead', 1)
  emitOne('dead', id, worker, cjson.encode(why))
  local excess = r('ZCARD', k'dead') - 10000
  if excess > 0 then
    local old = r('ZPOPMIN', k'dead', excess)
    for i = 1, #old, 2 do r('HDEL', k'deadInfo', old[i]) end
  end
end
`;

/**
 * Due jobs join the line; the head of the line goes onto the stream as far as live workers have room.
 *
 * Start-time fair queueing (Goyal, Vin, Cheng 1996): a job starts at the virtual clock or where its user's last job
 * ends, whichever is later; the clock is the tag that was served last.
 */
const feeding = `
local meta
local function readMeta()
  meta = meta or r('HMGET', META, 'v', 'window', 'gate', 'paused')
  return meta
end

-- Jobs as {id, user, cost}, in their order.
local function wait(jobs)
  local v, users, tags, line, finish = tonumber(readMeta()[1] or 0), {}, {}, {}, {}
  for _, job in ipairs(jobs) do
    if not tags[job.user] then
      users[#users + 1] = job.user
      tags[job.user] = 0
    end
  end
  for i, score in ipairs(r('ZMSCORE', k'fair', unpack(users))) do tags[users[i]] = tonumber(score or 0) end
  for i, job in ipairs(jobs) do
    local start = math.max(v, tags[job.user])
    tags[job.user] = start + job.cost
    line[2 * i - 1], line[2 * i] = start, job.id
  end
  for i, user in ipairs(users) do finish[2 * i - 1], finish[2 * i] = tags[user], user end
  r('ZADD', k'fair', unpack(finish))
  r('ZADD', WAIT, unpack(line))
end

local function promote(ids)
  local jobs, lines = {}, r('HMGET', JOBS, unpack(ids))
  for i, id in ipairs(ids) do
    local s = parse(lines[i])
    if s then jobs[#jobs + 1] = { id = id, user = s.user, cost = tonumber(s.cost) } end
  end
  r('ZREM', DELAY, unpack(ids))
  if #jobs > 0 then wait(jobs) end
end

-- Answers how many ms until this is worth doing again, -1 for "when something happens".
local function feed()
  local first = r('ZRANGE', DELAY, 0, 0, 'WITHSCORES')
  if first[1] and tonumber(first[2]) <= now then
    promote(r('ZRANGE', DELAY, '-inf', now, 'BYSCORE', 'LIMIT', 0, 100))
    first = r('ZRANGE', DELAY, 0, 0, 'WITHSCORES')
  end
  local m = readMeta()
  local gate = tonumber(m[3] or 0)
  if not m[4] and gate <= now then
    local room = tonumber(m[2] or 0) - r('XLEN', READY)
    local head = room > 0 and r('ZPOPMIN', WAIT, math.min(room, 1000)) or {}
    if #head > 0 then
      local ids = {}
      for i = 1, #head, 2 do ids[#ids + 1] = head[i] end
      for i, line in ipairs(r('HMGET', JOBS, unpack(ids))) do
        if line then r('XADD', READY, '*', 'j', ids[i], 's', line) end
      end
      r('HSET', META, 'v', head[#head])
    end
  end
  local due = math.min(tonumber(first[2] or 9e15), gate > now and gate or 9e15)
  return due < 9e15 and math.max(0, due - now) or -1
end
`;

/** Handing entries to a worker that asks within a script. */
const taking = `
-- Up to n undelivered entries for this consumer, as {{entry, {field, value, …}}, …}. A group that has gone is put back by the next beat.
local function take(me, n)
  if n < 1 then return {} end
  local got = redis.pcall('XREADGROUP', 'GROUP', 'workers', me, 'COUNT', n, 'STREAMS', READY, '>')
  if not got or got.err then return {} end
  return got[1] and got[1][2] or {}
end
`;

const parts = { state, entries, endings, feeding, taking };

export type Script = { readonly numberOfKeys: 1; readonly lua: string };

/**
 * A script in front of which the prelude stands, with the parts that it names and no other: Redis builds every
 * function anew for each call. `allowOom`: the script may run when Redis is full, because it ends work rather than
 * adding any; so an over-full queue drains itself.
 */
export function script(
  lua: string,
  {
    uses = [],
    allowOom = false,
  }: { readonly uses?: readonly (keyof typeof parts)[]; readonly allowOom?: boolean } = {},
): Script {
  const used = uses.map((name) => parts[name]).join("");
  return {
    numberOfKeys: 1,
    lua: `#!lua${allowOom ? " flags=allow-oom" : ""}\n${body}${used}${lua}`,
  };
}
