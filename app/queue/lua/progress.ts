import { script } from "./prelude.ts";

/** Input: worker, entry, id, json. Output: 1 when the entry is the job's current run, else 0 and nothing happens. */
export const progressScript = script(`
if #r('XRANGE', READY, ARGV[2], ARGV[2]) == 0 then return 0 end
r('HSET', k'progress', ARGV[3], ARGV[4])
emitOne('progress', ARGV[3], ARGV[1], ARGV[4])
return 1`);
