import type { Script } from "./prelude.ts";

/**
 * KEYS[1] is one hash: fails failures in a row, until open until, trips how often it has opened in a row, probe until
 * when the one call that tries again may take.
 */
const body = `
local K, r = KEYS[1], redis.call
local T = r('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)
local h = r('HMGET', K, 'fails', 'until', 'trips', 'probe')
local fails, till, trips, probe = tonumber(h[1] or 0), tonumber(h[2] or 0), tonumber(h[3] or 0), tonumber(h[4] or 0)
`;

const breakerScript = (lua: string): Script => ({
  numberOfKeys: 1,
  lua: `#!lua\n${body}\n${lua}`,
});

/** Input: ms that a probe may take. Output: {1, 0} go · {2, 0} go, you are the probe · {0, ms} come back. */
export const breakerEnterScript = breakerScript(`
if till == 0 then return { 1, 0 } end
if now < till then return { 0, till - now } end
if probe > now then return { 0, math.min(2000, probe - now) } end
r('HSET', K, 'probe', now + tonumber(ARGV[1]))
return { 2, 0 }`);

/**
 * Input: ok | failed | unknown, 1 for the probe, failures that open it, first and longest time open (ms).
 * Output: {failures in a row, ms for which it is open}.
 */
export const breakerReportScript = breakerScript(`
local what, isProbe = ARGV[1], ARGV[2] == '1'
if what == 'ok' then
  r('DEL', K)
  return { 0, 0 }
end
if isProbe then r('HDEL', K, 'probe') end
if what == 'failed' then
  fails = r('HINCRBY', K, 'fails', 1)
  -- Calls that began before it opened say nothing new.
  if isProbe or (till == 0 and fails >= tonumber(ARGV[3])) then
    till = now + math.min(tonumber(ARGV[5]), tonumber(ARGV[4]) * 2 ^ math.min(trips, 20))
    r('HSET', K, 'until', till, 'trips', trips + 1)
  end
  r('PEXPIRE', K, 3600000)
end
return { fails, math.max(0, till - now) }`);

/** Output: {failures in a row, ms for which it is open, 1 when it has opened and not closed}. */
export const breakerStateScript = breakerScript(
  `return { fails, math.max(0, till - now), till > 0 and 1 or 0 }`,
);
