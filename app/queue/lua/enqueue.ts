import { script } from "./prelude.ts";

/**
 * Input: force (0|1), then [id, user, cost, delayMs] for each job. Output: [accepted 0|1, phase] for each, flat.
 *
 * "Make sure that these jobs are scheduled": nothing happens to one that is, nor, without force, to a dead one. What
 * Redis only thinks it has, because its place in line or on the stream was lost, is scheduled anew.
 */
export const enqueueScript = script(
  `
local force, ids, answer = ARGV[1] == '1', {}, {}
for i = 2, #ARGV, 4 do ids[#ids + 1] = ARGV[i] end
local known, dead = r('HMGET', JOBS, unpack(ids)), r('ZMSCORE', k'dead', unpack(ids))
local lines, line, queued, seen = {}, {}, {}, {}
for i, id in ipairs(ids) do
  local phase = seen[id]
  if not phase and known[i] then phase = phaseOf(id) end
  if phase == 'absent' then phase = nil end
  if not phase and dead[i] and not force then phase = 'dead' end
  answer[2 * i - 1], answer[2 * i] = 0, phase
  if not phase then
    if dead[i] then
      r('ZREM', k'dead', id)
      r('HDEL', k'deadInfo', id)
    end
    local user, cost, ms = ARGV[4 * i - 1], ARGV[4 * i], tonumber(ARGV[4 * i + 1])
    lines[#lines + 1] = id
    lines[#lines + 1] = cost .. ' 0 0 ' .. string.format('%d', now) .. ' ' .. user
    queued[#queued + 1] = 'j'
    queued[#queued + 1] = id
    if ms > 0 then
      r('ZADD', DELAY, now + ms, id)
      seen[id] = 'delayed'
    else
      line[#line + 1] = { id = id, user = user, cost = tonumber(cost) }
      seen[id] = 'waiting'
    end
    answer[2 * i - 1], answer[2 * i] = 1, seen[id]
  end
end
if #lines > 0 then
  r('HSET', JOBS, unpack(lines))
  if #line > 0 then wait(line) end
  tally('enqueued', #lines / 2)
  emit('queued', queued)
  local next = feed()
  -- Idle workers sleep until the next thing that they know of.
  if #queued > 2 * #line and next >= 0 then r('PUBLISH', k'control', 'feed ' .. next) end
end
return answer`,
  { uses: ["state", "entries", "feeding"] },
);
