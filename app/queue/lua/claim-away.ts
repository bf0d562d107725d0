import { script } from "./prelude.ts";

/**
 * Input: id. Output: 1 when the job was taken off the stream, from its worker or on its way to one, and waits in line again; else 0.
 *
 * The worker learns of it from its next beat; what its run does until then is fenced off.
 */
export const claimAwayScript = script(
  `
local id = ARGV[1]
local entry = entryOf(id)
if not entry then return 0 end
takeBack(entry)
if r('HEXISTS', JOBS, id) == 0 then return 0 end
waitFirst(id)
tally('stalled', 1)
emitOne('stalled', id)
feed()
return 1`,
  { uses: ["state", "entries", "endings", "feeding"], allowOom: true },
);
