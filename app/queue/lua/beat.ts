import { script } from "./prelude.ts";

/**
 * Input: worker, slots, strayMs, the number of these counts, how many counters, [field, amount] for each of these, then
 * [entry, id] for each job in hand. Output: {ms until feeding is due, how many strays were put back, lost entries, cancelled ids}.
 *
 * "I am alive, these are mine, I can take so many; and this is what I have done since the last time." An entry is
 * renewed by JUSTID, which leaves its delivery count alone; what does not come back was taken away meanwhile. What has been
 * this worker's for strayMs and is not among them is a stray: the answer that brought it was lost on its way. It goes
 * back to the head of the line, and costs its job nothing.
 */
export const beatScript = script(
  `
local me, slots, counters = ARGV[1], ARGV[2], tonumber(ARGV[5])
-- The group alone may be lost as well; where it stands, this is refused.
redis.pcall('XGROUP', 'CREATE', READY, 'workers', '0')
r('ZADD', k'workers', now, me)
r('HSET', k'slots', me, slots)
local window = 0
for _, s in ipairs(r('HVALS', k'slots')) do window = window + tonumber(s) end
r('HSET', META, 'window', window)
-- Counts come again until they are confirmed.
if counters > 0 and r('HGET', k'counted', me) ~= ARGV[4] then
  r('HSET', k'counted', me, ARGV[4])
  for i = 6, 5 + 2 * counters, 2 do tally(ARGV[i], ARGV[i + 1]) end
end

local held, ids, lost, cancelled, strays = {}, {}, {}, {}, 0
for i = 6 + 2 * counters, #ARGV, 2 do
  held[#held + 1] = ARGV[i]
  ids[#ids + 1] = ARGV[i + 1]
end
if #held > 0 then
  local claim = { 'XCLAIM', READY, 'workers', me, 0, unpack(held) }
  claim[#claim + 1] = 'JUSTID'
  local renewed = {}
  for _, entry in ipairs(r(unpack(claim))) do renewed[entry] = true end
  for _, entry in ipairs(held) do
    if not renewed[entry] then lost[#lost + 1] = entry end
  end
  for i, asked in ipairs(r('SMISMEMBER', k'cancelling', unpack(ids))) do
    if asked == 1 then cancelled[#cancelled + 1] = ids[i] end
  end
end
for _, p in ipairs(r('XPENDING', READY, 'workers', 'IDLE', ARGV[3], '-', '+', 100, me)) do
  local id = takeBack(p[1])
  if id and r('HEXISTS', JOBS, id) == 1 then
    waitFirst(id)
    strays = strays + 1
  end
end
-- Who has had no more than the clock has served is as good as new.
r('ZREMRANGEBYSCORE', k'fair', '-inf', readMeta()[1] or 0)
return { feed(), strays, lost, cancelled }`,
  { uses: ["state", "endings", "feeding"], allowOom: true },
);
