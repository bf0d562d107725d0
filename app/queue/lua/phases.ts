import { script } from "./prelude.ts";

/**
 * Input: ids. Output: the phase of each: waiting | delayed | ready | dead | absent.
 *
 * Tells where a job really is, not where it should be: one whose place was lost is absent.
 */
export const phasesScript = script(
  `
local waits, delays, dead = r('ZMSCORE', WAIT, unpack(ARGV)), r('ZMSCORE', DELAY, unpack(ARGV)), r('ZMSCORE', k'dead', unpack(ARGV))
local known, out, answer = r('HMGET', JOBS, unpack(ARGV)), {}, {}
for _, e in ipairs(r('XRANGE', READY, '-', '+')) do out[e[2][2]] = true end
for i, id in ipairs(ARGV) do
  -- Without what is known of it, a job in line would be dropped when its turn comes.
  answer[i] = (known[i] and ((waits[i] and 'waiting') or (delays[i] and 'delayed')))
    or (out[id] and 'ready') or (dead[i] and 'dead') or 'absent'
end
return answer`,
  { allowOom: true },
);
