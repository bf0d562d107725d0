import { script } from "./prelude.ts";

/**
 * Input: idleMs, crashes allowed, worker. Output: {requeued, buried ids, consumers forgotten, ms until feeding is due}.
 *
 * Entries that nobody has renewed for idleMs go back to the line, to no worker in particular, with a back-off of
 * 0.5 s · 2^crashes; a job that has taken too many workers with it is set aside. What a loss of single keys has left in
 * pieces is cleared away: entries that nobody can get any more, and words about jobs that have no place. Forgets dead workers, and deletes
 * consumers only once nothing is pending for them, because deleting one drops what it holds. Nothing is judged by a
 * worker that has not beaten of late itself: its words have lain on the way through an outage, when nobody could renew.
 */
export const reapScript = script(
  `
local idle, max, back, buried, gone = tonumber(ARGV[1]), tonumber(ARGV[2]), 0, {}, 0
if now - tonumber(r('ZSCORE', k'workers', ARGV[3]) or 0) > idle / 2 then return { 0, {}, 0, feed() } end
for _, p in ipairs(r('XPENDING', READY, 'workers', 'IDLE', idle, '-', '+', 100)) do
  local entry, owner = p[1], p[2]
  local id = takeBack(entry)
  local s = id and parse(r('HGET', JOBS, id))
  if s then
    s.crashes = s.crashes + 1
    if r('SISMEMBER', k'cancelling', id) == 1 then
      forgetRun(id)
      tally('cancelled', 1)
      emitOne('cancelled', id, owner)
    elseif s.crashes > max then
      bury(id, 'crashed', 'last owner ' .. owner, s, owner)
      buried[#buried + 1] = id
    else
      save(id, s)
      delay(id, 500 * 2 ^ s.crashes)
      tally('stalled', 1)
      emitOne('stalled', id, owner)
      back = back + 1
    end
  end
end
-- Delivered, and pending for nobody: its consumer was deleted with all that it held. No worker has died of it.
local group = {}
for _, g in ipairs(r('XINFO', 'GROUPS', READY)) do
  for i = 1, #g, 2 do group[g[i]] = g[i + 1] end
end
local pending, out = {}, {}
for _, p in ipairs(r('XPENDING', READY, 'workers', '-', '+', r('XLEN', READY) + 1)) do pending[p[1]] = true end
for _, e in ipairs(r('XRANGE', READY, '-', group['last-delivered-id'])) do
  if not pending[e[1]] then
    local id = takeBack(e[1])
    if r('HEXISTS', JOBS, id) == 1 then waitFirst(id) end
  end
end
-- Known, and in no place: the key that held it was lost. The sweep rings for those that are still needed.
for _, e in ipairs(r('XRANGE', READY, '-', '+')) do out[e[2][2]] = true end
local some = r('HRANDFIELD', JOBS, 100)
if #some > 0 then
  local waits, delays = r('ZMSCORE', WAIT, unpack(some)), r('ZMSCORE', DELAY, unpack(some))
  for i, id in ipairs(some) do
    if not (waits[i] or delays[i] or out[id]) then forgetRun(id) end
  end
end
for _, id in ipairs(r('HRANDFIELD', k'progress', 100)) do
  if r('HEXISTS', JOBS, id) == 0 then r('HDEL', k'progress', id) end
end
for _, id in ipairs(r('SRANDMEMBER', k'cancelling', 100)) do
  if r('HEXISTS', JOBS, id) == 0 then r('SREM', k'cancelling', id) end
end
for _, w in ipairs(r('ZRANGE', k'workers', '-inf', now - 3 * idle, 'BYSCORE')) do
  r('ZREM', k'workers', w)
  r('HDEL', k'slots', w)
  r('HDEL', k'counted', w)
end
for _, c in ipairs(r('XINFO', 'CONSUMERS', READY, 'workers')) do
  local o = {}
  for i = 1, #c, 2 do o[c[i]] = c[i + 1] end
  if o.pending == 0 and o.idle > 3 * idle and not r('ZSCORE', k'workers', o.name) then
    r('XGROUP', 'DELCONSUMER', READY, 'workers', o.name)
    gone = gone + 1
  end
end
-- Events are kept for a week, dead letters for 30 days.
r('XTRIM', k'events', 'MINID', '~', string.format('%d', now - 604800000))
for _, id in ipairs(r('ZRANGE', k'dead', '-inf', now - 2592000000, 'BYSCORE', 'LIMIT', 0, 100)) do
  r('ZREM', k'dead', id)
  r('HDEL', k'deadInfo', id)
end
return { back, buried, gone, feed() }`,
  { uses: ["state", "endings", "feeding"], allowOom: true },
);
