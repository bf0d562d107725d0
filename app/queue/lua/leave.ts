import { script } from "./prelude.ts";

/** Input: worker. Output: 1 when it is forgotten, 0 while something is still pending for it. */
export const leaveScript = script(
  `
r('ZREM', k'workers', ARGV[1])
r('HDEL', k'slots', ARGV[1])
r('HDEL', k'counted', ARGV[1])
local window = 0
for _, s in ipairs(r('HVALS', k'slots')) do window = window + tonumber(s) end
r('HSET', META, 'window', window)
if #r('XPENDING', READY, 'workers', '-', '+', 1, ARGV[1]) > 0 then return 0 end
r('XGROUP', 'DELCONSUMER', READY, 'workers', ARGV[1])
return 1`,
  { allowOom: true },
);
