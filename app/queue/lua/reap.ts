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
for _, p in ipairs(r('XPENDING', k'ready', 'workers', 'IDLE', idle, '-', '+', 100)) do
  local entry, owner = p[1], p[2]
  local id = takeBack(entry)
  if id then
    local crashes = r('HINCRBY', job(id), 'x', 1)
    if r('HEXISTS', job(id), 'c') == 1 then
      finish(id, 'cancelled', 3600)
      emit(id, 'cancelled')
    elseif crashes > max then
      bury(id, 'crashed', 'last owner ' .. owner)
      buried[#buried + 1] = id
    else
      delay(id, 500 * 2 ^ crashes)
      tally'stalled'
      emit(id, 'stalled')
      back = back + 1
    end
  end
end
for _, w in ipairs(r('ZRANGE', k'workers', '-inf', now - 3 * idle, 'BYSCORE')) do
  r('ZREM', k'workers', w)
  r('HDEL', k'slots', w)
end
for _, c in ipairs(r('XINFO', 'CONSUMERS', k'ready', 'workers')) do
  local o = {}
  for i = 1, #c, 2 do o[c[i]] = c[i + 1] end
  if o.pending == 0 and o.idle > 3 * idle and not r('ZSCORE', k'workers', o.name) then
    r('XGROUP', 'DELCONSUMER', k'ready', 'workers', o.name)
    gone = gone + 1
  end
end
return { back, buried, gone, feed() }`,
  { allowOom: true },
);
