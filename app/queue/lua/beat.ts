import { script } from "./prelude.ts";

/**
 * Input: worker, slots, want, then [entry, id] for each job in hand.
 * Output: {ms until feeding is due, taken entries, lost entries, cancelled entries}.
 *
 * "I am alive, these are mine, I can take so many more." An entry is renewed by JUSTID, which leaves its delivery
 * count alone, and only while the job still names that entry: a worker that was thought dead must not
 * steal back what others run by now.
 */
export const beatScript = script(
  `
local me, slots, want, lost, cancelled = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), {}, {}
r('ZADD', k'workers', now, me)
r('HSET', k'slots', me, slots)
local window = 0
for _, s in ipairs(r('HVALS', k'slots')) do window = window + tonumber(s) end
r('HSET', k'meta', 'window', window)
for i = 4, #ARGV, 2 do
  local entry, f = ARGV[i], r('HMGET', job(ARGV[i + 1]), 'e', 'c')
  if f[1] ~= entry or #r('XCLAIM', k'ready', 'workers', me, 0, entry, 'JUSTID') == 0 then lost[#lost + 1] = entry
  elseif f[2] then cancelled[#cancelled + 1] = entry end
end
local next = feed()
return { next, take(me, want), lost, cancelled }`,
  { allowOom: true },
);
