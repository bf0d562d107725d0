import { script } from "./prelude.ts";

/**
 * Input: id. Output: the phase before, or 'absent'.
 *
 * At once for a job that nobody runs; otherwise its worker is told, and should that word be lost, told by its next beat.
 */
export const cancelScript = script(
  `
local id = ARGV[1]
local phase = phaseOf(id)
if phase == 'waiting' or phase == 'delayed' then
  r('ZREM', WAIT, id)
  r('ZREM', DELAY, id)
  forgetRun(id)
  tally('cancelled', 1)
  emitOne('cancelled', id)
elseif phase == 'ready' then
  r('SADD', k'cancelling', id)
  r('PUBLISH', k'control', 'cancel ' .. id)
end
return phase`,
  { uses: ["state", "entries"], allowOom: true },
);
