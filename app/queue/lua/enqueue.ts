import { script } from "./prelude.ts";

/**
 * Input: id, user, cost, delayMs, force (0|1). Output: {accepted 0|1, phase}.
 *
 * "Make sure that this job is scheduled": nothing happens when it is, nor, without force, when it is finished.
 */
export const enqueueScript = script(`
local id, user, cost, ms, force = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'
local phase = r('HGET', job(id), 's')
if phase and (live(phase) or not force) then return { 0, phase } end
r('DEL', job(id))
r('HSET', job(id), 'u', user, 'w', cost, 'n', 0, 'x', 0, 'a', now)
if ms > 0 then delay(id, ms) else wait(id, user, cost) end
tally'in'
emit(id, 'queued')
feed()
return { 1, r('HGET', job(id), 's') }`);
