import { limiterScript } from "./limiter-prelude.ts";

/**
 * Input: tokens reserved, tokens expected, ms that this process has waited, burst (ms), 1 to look only.
 * Output: {code, ms, slot, requests used, tokens used, limit of requests, limit of tokens}.
 * Code: 1 go now · 0 ask again after ms · -1 join first.
 *
 * Requests and tokens are taken together or not at all. Nothing is promised for later: a promise would outlive the
 * limits that it was made under.
 */
export const limiterTakeScript = limiterScript(`
if not isMember then return { -1, 0, slot, 0, 0, limR, limT } end
local expected, waited, burstMs = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local since = now - waited
local roomR, roomT = math.max(1, math.floor(limR * ease)), math.max(1, limT * ease)
-- A call that is larger than the limit has the window to itself.
local cost = math.min(tonumber(ARGV[8]), roomT)

local wait = math.max(0, tonumber(h.born) + settleMs - now, num'until' - now, num'pace' - burstMs - now)
local heldR, heldT = usedR + forR, usedT + forT
-- Whoever has waited longer goes first, while it still asks.
local isHeadFresh = h.hId and now - num'hSeen' < 1500
if isHeadFresh and h.hId ~= me and num'hAt' < since then
  heldR, heldT = heldR + 1, heldT + num'hCost'
end
local overR, overT = heldR + 1 - roomR, heldT + cost - roomT
if overR > 0.001 or overT > 0.001 then
  local free
  for at = slot - slices + 1, slot do
    if requests[at] then
      overR, overT = overR - requests[at], overT - tokens[at]
      if overR <= 0.001 and overT <= 0.001 then free = (at + slices) * sliceMs - now; break end
    end
  end
  wait = math.max(wait, free or windowMs / 60, 1)
end

if wait > 0 then
  if not isHeadFresh or h.hId == me or since < num'hAt' then
    r('HSET', K, 'hId', me, 'hAt', since, 'hCost', cost, 'hSeen', now)
  end
  return { 0, math.ceil(wait), slot, math.ceil(heldR), math.ceil(heldT), limR, limT }
end

add(slot, 1, tonumber(ARGV[8]))
-- Half as fast again as even, so that what was missed can be caught up and nobody sends the minute's share at once;
-- or as fast as calls leave the window, which after lower limits may be faster than that.
local edge, leaving = math.min(16, slices), 0
for at = slot - slices + 1, slot - slices + edge do leaving = leaving + (requests[at] or 0) end
local even = math.min(roomR, roomT / math.max(1, expected))
local perWindow = math.max(1.5 * even, leaving * slices / edge)
r('HSET', K, 'pace', string.format('%.3f', math.max(now, num'pace') + windowMs / perWindow))
if h.hId == me then r('HDEL', K, 'hId') end
keep()
return { 1, 0, slot, math.ceil(usedR + 1), math.ceil(usedT + tonumber(ARGV[8])), limR, limT }`);
