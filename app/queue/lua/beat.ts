import { script } from "./prelude.ts";

/**
 * Input: worker, slots, strayMs, then [entry, id] for each job in hand.
 * Output: {ms until feeding is due, how many strays were put back, lost entries, cancelled entries}.
 *
 * "I am alive, these are mine, I can take so many." An entry is renewed by JUSTID, which leaves its delivery
 * count alone, and only while the job still names that entry: a worker that was thought dead must not
 * steal back what others run by now. What has been this worker's for strayMs and is not among them is a stray: the
 * answer that brought it was lost on its way. It goes back to the head of the line, and costs its job nothing.
 */
export const beatScript = script(
  `
local me, slots, lost, cancelled, strays = ARGV[1], tonumber(ARGV[2]), {}, {}, 0
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
for _, p in ipairs(r('XPENDING', k'ready', 'workers', 'IDLE', ARGV[3], '-', '+', 100, me)) do
  local id = takeBack(p[1])
  if id then
    local f = r('HMGET', job(id), 'u', 'w')
    wait(id, f[1], tonumber(f[2]), true)
    strays = strays + 1
  end
end
return { feed(), strays, lost, cancelled }`,
  { allowOom: true },
);
