import type { Script } from "./prelude.ts";

/**
 * What every script of the limiter starts with. KEYS[1] is one hash, the window's ledger:
 *
 *   b<slot>    calls of one slice of time: requests × 2^32 + tokens
 *   p:<name>   when a process joined: what it had sent before that is in the ledger
 *   c:<name>   number of its newest correction that is in the ledger
 *   born       when this ledger began; until soon after that processes may still bring what they remember
 *   limR limT  limits that the provider told        until  nothing is sent before that
 *   ease       part of the limits that is used, after refusals; easedAt when it last changed
 *   forR forT  what others seem to have sent on the same account; forAt when that was seen
 *   pace       when an evenly spaced caller would be due again
 *   hId hAt hCost hSeen   who has waited longest, since when, for how much, and when it last asked
 *
 * ARGV 1–7: process, length of a slice (ms), slices that count, window (ms), configured requests and tokens (0: not
 * configured), time in which a new ledger settles (ms).
 */
const body = `
local K, r = KEYS[1], redis.call
local T = r('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)
local me, sliceMs, slices, windowMs = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local settleMs = tonumber(ARGV[7])
local slot = math.floor(now / sliceMs)
local UNIT = 4294967296

local h, requests, tokens, usedR, usedT = {}, {}, {}, 0, 0
local all = r('HGETALL', K)
for i = 1, #all, 2 do
  local at = tonumber(string.match(all[i], '^b(%d+)$'))
  if not at then h[all[i]] = all[i + 1]
  elseif at <= slot - slices then r('HDEL', K, all[i])
  else
    local n = tonumber(all[i + 1])
    -- The clock went back: what was sent "later" was sent by now.
    if at > slot then
      r('HDEL', K, all[i])
      at = slot
      r('HINCRBY', K, 'b' .. slot, string.format('%.0f', n))
    end
    -- Rounded, so that tokens below 0 are not taken for one request less and 4 billion tokens; less than 0 is 0.
    local nr = math.floor(n / UNIT + 0.5)
    local nt = math.max(0, n - nr * UNIT)
    nr = math.max(0, nr)
    requests[at] = (requests[at] or 0) + nr
    tokens[at] = (tokens[at] or 0) + nt
    usedR = usedR + nr
    usedT = usedT + nt
  end
end
local function num(name) return tonumber(h[name] or 0) end

local function add(at, nr, nt)
  r('HINCRBY', K, 'b' .. at, string.format('%.0f', nr * UNIT + nt))
end

-- What the operator said is never exceeded; what nobody said is learnt, and until then it is little.
local function limit(configured, learnt, start)
  if configured > 0 and learnt > 0 then return math.min(configured, learnt) end
  if configured > 0 then return configured end
  return learnt > 0 and learnt or start
end
local limR = limit(tonumber(ARGV[5]), num'limR', 60)
local limT = limit(tonumber(ARGV[6]), num'limT', 150000)
local ease = tonumber(h.ease or 1)
-- What others sent leaves the window as time passes.
local fades = math.max(0, 1 - (now - num'forAt') / windowMs)
local forR, forT = num'forR' * fades, num'forT' * fades
local isMember = h.born and h['p:' .. me]
local function keep() r('PEXPIRE', K, 900000) end
`;

export function limiterScript(lua: string): Script {
  return { numberOfKeys: 1, lua: `#!lua\n${body}\n${lua}` };
}
