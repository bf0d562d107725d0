import { script } from "./prelude.ts";

/**
 * Input: worker, want, how many are done, [entry, id] for each of these, then [entry, id, outcome, delayMs, error] for
 * each that ended otherwise: cancelled | dead | retry (counts) | defer (does not) | release (first in line, does not
 * count). Output: {ms until feeding is due, taken entries}.
 *
 * Ends deliveries and fetches the next jobs, in one round trip. Deleting one's own entry is always right; the job
 * itself is changed only by the run whose entry still existed.
 */
export const settleScript = script(
  `
local me, want, done = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local acks, ids = {}, {}
for i = 4, 3 + 2 * done, 2 do
  acks[#acks + 1] = ARGV[i]
  ids[#ids + 1] = ARGV[i + 1]
end
for i = 4 + 2 * done, #ARGV, 5 do acks[#acks + 1] = ARGV[i] end

local own = {}
if #acks > 0 then
  -- What was still pending was nobody else's; when all was, one word deletes it all.
  if r('XACK', READY, 'workers', unpack(acks)) == #acks then
    r('XDEL', READY, unpack(acks))
    for i = 1, #acks do own[i] = true end
  else
    for i, entry in ipairs(acks) do own[i] = r('XDEL', READY, entry) == 1 end
  end
end

local ended, event = {}, {}
for i, id in ipairs(ids) do
  if own[i] then
    ended[#ended + 1] = id
    event[#event + 1] = 'j'
    event[#event + 1] = id
  end
end
if #ended > 0 then
  r('HDEL', JOBS, unpack(ended))
  r('HDEL', k'progress', unpack(ended))
  r('SREM', k'cancelling', unpack(ended))
  emit('done', event, me)
end

local item = done
for i = 4 + 2 * done, #ARGV, 5 do
  item = item + 1
  local id, how, ms = ARGV[i + 1], ARGV[i + 2], tonumber(ARGV[i + 3])
  local s = own[item] and parse(r('HGET', JOBS, id))
  if s then
    if how == 'retry' then
      s.failures = s.failures + 1
      save(id, s)
      delay(id, ms)
      emitOne('retry', id, me)
    elseif how == 'defer' then
      delay(id, ms)
      emitOne('defer', id, me)
    elseif how == 'release' then waitFirst(id)
    elseif how == 'dead' then
      s.failures = s.failures + 1
      bury(id, 'failed', ARGV[i + 4], s, me)
    else
      forgetRun(id)
      emitOne(how, id, me)
    end
  end
end
local next = feed()
return { next, take(me, want) }`,
  { uses: ["state", "endings", "feeding", "taking"], allowOom: true },
);
