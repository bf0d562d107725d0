import { script } from "./prelude.ts";

/**
 * Input: worker, entry, id, outcome, delayMs, error, ranMs, want.
 * Outcome: done | cancelled | dead | retry (counts) | defer (does not) | release (first in line, does not count).
 * Output: {mine 0|1, ms until feeding is due, taken entries}.
 *
 * Ends one delivery and fetches the next job, in one round trip. Deleting one's own entry is always right; the job
 * itself is changed only by the run that it names.
 */
export const settleScript = script(
  `
local me, entry, id, how, ms, err = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6]
r('XACK', k'ready', 'workers', entry)
r('XDEL', k'ready', entry)
local f = r('HMGET', job(id), 'e', 'u', 'w')
local mine = f[1] == entry and 1 or 0
if mine == 1 then
  r('HDEL', job(id), 'e')
  if how == 'retry' then
    r('HINCRBY', job(id), 'n', 1)
    delay(id, ms)
    tally'retry'
    emit(id, 'retry')
  elseif how == 'defer' then
    delay(id, ms)
    tally'defer'
    emit(id, 'retry')
  elseif how == 'release' then wait(id, f[2], tonumber(f[3]), true)
  elseif how == 'dead' then bury(id, 'failed', err)
  else
    finish(id, how, 3600)
    emit(id, how)
  end
  tally('runMs', math.floor(tonumber(ARGV[7])))
end
local next = feed()
return { mine, next, take(me, tonumber(ARGV[8])) }`,
  { allowOom: true },
);
