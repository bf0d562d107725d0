import { script } from "./prelude.ts";

/**
 * Input: ms, seq. Output: the stream's last id before.
 *
 * After a loss of data together with a clock that went back, new entries could be older than runs that the ledger
 * has seen. The ledger's newest token becomes the stream's floor.
 */
export const floorScript = script(`
local info, o = r('XINFO', 'STREAM', READY), {}
for i = 1, #info, 2 do o[info[i]] = info[i + 1] end
local ms, seq = string.match(o['last-generated-id'], '(%d+)-(%d+)')
local a, b, c, d = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ms), tonumber(seq)
if a > c or (a == c and b > d) then r('XSETID', READY, ARGV[1] .. '-' .. ARGV[2]) end
return o['last-generated-id']`);
