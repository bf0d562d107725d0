import { script } from "./prelude.ts";

/**
 * Input: ids. Output: nothing.
 *
 * The events and the dead letters are bounded, so looking through them whole has a bound too. An event that tells of
 * others as well goes with it: it is one that nobody needs in order to know the present.
 */
export const forgetScript = script(
  `
local asked = {}
for _, id in ipairs(ARGV) do
  asked[id] = true
  if r('HEXISTS', JOBS, id) == 1 then
    local entry = entryOf(id)
    if entry then
      r('PUBLISH', k'control', 'cancel ' .. id)
      r('XACK', READY, 'workers', entry)
      r('XDEL', READY, entry)
    end
  end
end
for _, set in ipairs({ WAIT, DELAY, k'dead' }) do r('ZREM', set, unpack(ARGV)) end
for _, hash in ipairs({ JOBS, k'progress', k'deadInfo' }) do r('HDEL', hash, unpack(ARGV)) end
r('SREM', k'cancelling', unpack(ARGV))
local from = '-'
repeat
  local found = r('XRANGE', k'events', from, '+', 'COUNT', 1000)
  for _, e in ipairs(found) do
    -- The fields: t what, w worker, d data, then j id for each job.
    for i = 8, #e[2], 2 do
      if asked[e[2][i]] then
        r('XDEL', k'events', e[1])
        break
      end
    end
    from = '(' .. e[1]
  end
until #found < 1000`,
  { uses: ["entries"], allowOom: true },
);
