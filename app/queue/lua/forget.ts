import { script } from "./prelude.ts";

/**
 * Input: id. Output: nothing.
 *
 * The events and the dead letters are bounded streams, so looking through them whole has a bound too.
 */
export const forgetScript = script(
  `
local id = ARGV[1]
local entry = r('HGET', job(id), 'e')
if entry then
  r('PUBLISH', k'control', 'cancel ' .. id)
  r('XACK', k'ready', 'workers', entry)
  r('XDEL', k'ready', entry)
end
r('ZREM', k'wait', id)
r('ZREM', k'delay', id)
r('DEL', job(id))
for _, stream in ipairs({ k'events', k'dead' }) do
  local from = '-'
  repeat
    local entries = r('XRANGE', stream, from, '+', 'COUNT', 1000)
    for _, e in ipairs(entries) do
      if e[2][2] == id then r('XDEL', stream, e[1]) end
      from = '(' .. e[1]
    end
  until #entries < 1000
end`,
  { allowOom: true },
);
