import { script } from "./prelude.ts";

/**
 * Input: idleMs, crashes allowed, worker. Output: {requeued, buried ids, consumers forgotten, ms until feeding is due}.
 *
 * Entries that nobody has renewed for idleMs go back to the line, to no worker in particular, with a back-off of
 * 0.5 s · 2^crashes; a job that has taken too many workers with it is set aside. Forgets dead workers, and deletes
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
for _, w in ipairs(r('ZRANGE', k'workers', '-inf', now - 3 * idle, 'BYSCORE')) do
  r('ZREM', k'workers', w)
  r('HDEL', k'slots', w)
end
for _, c in ipairs(r('XINFO', 'CONSUMERS', READY, 'workers')) do
  local o = {}
  for i = 1, #c, 2 do o[c[i]] = c[i + 1] end
  if o.pending == 0 and o.idle > 3 * idle and not r('ZSCORE', k'workers', o.name) then
    r('XGROUP', 'DELCONSUMER', READY, 'workers', o.name)
    gone = gone + 1
  end
end
-- Dead letters are kept for 30 days.
for _, id in ipairs(r('ZRANGE', k'dead', '-inf', now - 2592000000, 'BYSCORE', 'LIMIT', 0, 100)) do
  r('ZREM', k'dead', id)
  r('HDEL', k'deadInfo', id)
end
return { back, buried, gone, feed() }`,
  { uses: ["state", "endings", "feeding"], allowOom: true },
);
