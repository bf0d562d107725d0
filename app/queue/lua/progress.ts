import { script } from "./prelude.ts";

/** Input: entry, id, json. Output: 1 when the entry is the job's current run, else 0 and nothing happens. */
export const progressScript = script(`
if r('HGET', job(ARGV[2]), 'e') ~= ARGV[1] then return 0 end
r('HSET', job(ARGV[2]), 'p', ARGV[3])
emit(ARGV[2], 'progress', ARGV[3])
return 1`);
