import { limiterScript } from "./limiter-prelude.ts";

/**
 * Input: slot, change of requests, change of tokens, status, ms to stay away ('' when not asked to), then what the
 * provider said: limit and rest of requests, limit and rest of tokens ('' each when it said nothing), and what was in
 * use and the limits when the call began: requests, tokens, limit of requests, limit of tokens; last the correction's
 * number, which grows with each of a process.
 * Output: {code, limit of requests, limit of tokens, until, ease} as learnt; code -1: join first.
 *
 * A client that was cut off sends again, in the same order, what it has no answer to: that counts once.
 */
export const limiterTellScript = limiterScript(`
if not isMember then return { -1, '0', '0', '0', '1' } end
local function learnt() return { 1, h.limR or '0', h.limT or '0', h['until'] or '0', tostring(ease) } end
local number = tonumber(ARGV[21])
if number <= num('c:' .. me) then return learnt() end
r('HSET', K, 'c:' .. me, number)
local n = {}
for i = 8, 20 do n[i - 7] = tonumber(ARGV[i]) end
local at, dr, dt, status, away = n[1], n[2], n[3], n[4] or 0, n[5]
if (dr ~= 0 or dt ~= 0) and at > slot - slices and h.born then
  add(at, dr, dt)
  usedR, usedT = usedR + dr, usedT + dt
end

local function said(name, limitSaid, rest, before, usedNow, fresh)
  -- Some servers say -1 or 0 where they mean nothing.
  if not limitSaid or limitSaid <= 0 then return end
  h[name] = limitSaid
  r('HSET', K, name, limitSaid)
  if rest and rest >= 0 then
    -- Ours is in there too, as it stood at some moment of the call. Only what is beyond that is somebody else's.
    r('HSET', K, fresh, math.max(0, math.floor(limitSaid - rest - math.max(before, usedNow))), 'forAt', now)
  end
end
said('limR', n[6], n[7], n[10], usedR, 'forR')
said('limT', n[8], n[9], n[11], usedT, 'forT')

local easedAt = num'easedAt'
if status == 429 or away then
  local till = now + (away or windowMs / 12)
  if till > num'until' then h['until'] = till; r('HSET', K, 'until', till) end
end
if status == 429 then
  -- A limit that has just become lower explains the refusal; one step back for one wave of refusals.
  local isNews = (n[6] and n[6] > 0 and n[6] < n[12]) or (n[8] and n[8] > 0 and n[8] < n[13])
  if not isNews and now - easedAt > windowMs / 12 then
    -- Refused by a hair, or for good reason?
    local isHair = away and away < windowMs / 12
    ease = math.max(0.25, ease * (isHair and 0.95 or 0.7))
    r('HSET', K, 'ease', ease, 'easedAt', now)
  end
elseif ease < 1 and now - easedAt > windowMs / 2 then
  ease = math.min(1, ease + 0.05)
  r('HSET', K, 'ease', ease, 'easedAt', now)
end
keep()
return learnt()`);
