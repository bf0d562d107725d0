import { script } from "./prelude.ts";

/** Input: id. Output: 1 when the job was delayed and is in line now, else 0. */
export const promoteScript = script(
  `
if not r('ZSCORE', DELAY, ARGV[1]) then return 0 end
promote({ ARGV[1] })
emitOne('queued', ARGV[1])
feed()
return 1`,
  { uses: ["state", "feeding"], allowOom: true },
);
