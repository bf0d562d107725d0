import { script } from "./prelude.ts";

/**
 * Input: what (pause | resume | gate), ms. Output: ms until feeding is due.
 *
 * A pause and a gate hold back only what is not handed out yet. Resuming opens both.
 */
export const controlScript = script(
  `
local what = ARGV[1]
if what == 'pause' then r('HSET', META, 'paused', 1)
elseif what == 'resume' then r('HDEL', META, 'paused', 'gate')
else
  local gate = now + tonumber(ARGV[2])
  if gate > tonumber(r('HGET', META, 'gate') or 0) then r('HSET', META, 'gate', gate) end
end
emit(what, {}, '', ARGV[2])
local next = feed()
-- Idle workers sleep until the next thing that they know of.
if next >= 0 then r('PUBLISH', k'control', 'feed ' .. next) end
return next`,
  { uses: ["state", "feeding"], allowOom: true },
);
