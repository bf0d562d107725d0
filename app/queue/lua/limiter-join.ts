import { limiterScript } from "./limiter-prelude.ts";

/**
 * Input: limit of requests, limit of tokens, ms until which nothing is sent, ease, number of the newest correction
 * that is in what follows: slot, amount, slot, amount, …
 * Output: ms until the ledger has settled.
 *
 * Brings into the ledger what a process remembers of its own calls. After a loss every process does, so that the
 * window is whole again; done twice it counts once.
 */
export const limiterJoinScript = limiterScript(`
if not h.born then
  h.born = now
  r('HSET', K, 'born', now)
end
if not isMember then
  r('HSET', K, 'p:' .. me, now, 'c:' .. me, ARGV[12])
  for i = 13, #ARGV, 2 do
    local at = math.min(slot, tonumber(ARGV[i]))
    if at > slot - slices then r('HINCRBY', K, 'b' .. at, ARGV[i + 1]) end
  end
  local saidR, saidT, till, easier = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
  -- Of two memories the more careful one counts.
  if saidR > 0 and (not h.limR or saidR < num'limR') then r('HSET', K, 'limR', saidR) end
  if saidT > 0 and (not h.limT or saidT < num'limT') then r('HSET', K, 'limT', saidT) end
  if till > num'until' then r('HSET', K, 'until', math.min(till, now + 300000)) end
  if easier < ease then r('HSET', K, 'ease', easier, 'easedAt', now) end
end
for name, at in pairs(h) do
  if string.sub(name, 1, 2) == 'p:' and now - tonumber(at) > 604800000 then
    r('HDEL', K, name, 'c:' .. string.sub(name, 3))
  end
end
keep()
return math.max(0, math.ceil(tonumber(h.born) + settleMs - now))`);
