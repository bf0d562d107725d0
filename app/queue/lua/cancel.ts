import { script } from "./prelude.ts";

/**
 * Input: id. Output: the phase before, or 'absent'.
 *
 * At once for a job that nobody runs; otherwise a flag that the worker's next beat brings back.
 */
export const cancelScript = script(
  `
local id = ARGV[1]
local phase = r('HGET', job(id), 's')
if not phase then return 'absent' end
if not live(phase) then return phase end
if r('ZREM', k'wait', id) + r('ZREM', k'delay', id) > 0 then
  finish(id, 'cancelled', 3600)
  emit(id, 'cancelled')
else
  r('HSET', job(id), 'c', 1)
  r('PUBLISH', k'control', 'cancel ' .. id)
end
return phase`,
  { allowOom: true },
);
