import { script } from "./prelude.ts";

/** Input: worker, aliveMs. Output: 1 when it is forgotten, 0 while it beats or something is pending for it. */
export const removeWorkerScript = script(
  `
local me = ARGV[1]
if now - tonumber(r('ZSCORE', k'workers', me) or 0) < tonumber(ARGV[2]) then return 0 end
if #r('XPENDING', READY, 'workers', '-', '+', 1, me) > 0 then return 0 end
local known = r('ZREM', k'workers', me) + r('HDEL', k'slots', me)
r('HDEL', k'counted', me)
for _, c in ipairs(r('XINFO', 'CONSUMERS', READY, 'workers')) do
  if c[2] == me then known = known + 1 end
end
r('XGROUP', 'DELCONSUMER', READY, 'workers', me)
return known > 0 and 1 or 0`,
  { allowOom: true },
);
