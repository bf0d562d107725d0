import fc from "fast-check";
import { expect } from "vitest";
import type { RawEntry, ScriptedRedis } from "#queue/scripts.ts";
import type { ModelOutcome, QueueModel } from "./queue-model.ts";

/** The real queue, as two workers see it: the scripts alone, without a clock and without loops. */
export type RealQueue = {
  readonly redis: ScriptedRedis;
  readonly keys: string;
  /** Entries that were given out and are not known to have ended, by worker. */
  readonly held: Map<string, Map<string, string>>;
  /** Entries that have ended: what a zombie would still speak of. */
  readonly past: (readonly [entry: string, id: string])[];
};

export const ids = ["a", "b", "c", "d", "e", "f"] as const;
const workers = ["w1", "w2"] as const;
const outcomes = ["done", "cancelled", "dead", "retry", "defer", "release"] as const;

export const MOST_CRASHES = 1;
const IDLE_MS = 60_000;
const STRAY_MS = 30_000;
const LONG_AGO_MS = 3_600_000;

type Command = fc.AsyncCommand<QueueModel, RealQueue>;

function command(
  name: string,
  run: (model: QueueModel, real: RealQueue) => Promise<void>,
): Command {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => name,
  };
}

/** Everything that can be seen of the queue is as the model says. */
async function compare(model: QueueModel, { redis, keys }: RealQueue): Promise<void> {
  const [phases, line, lines, cancelling, leftovers] = await Promise.all([
    redis.hrPhases(keys, ...ids),
    redis.zrange(`${keys}wait`, 0, "-1"),
    redis.hgetall(`${keys}jobs`),
    redis.smembers(`${keys}cancelling`),
    redis.hkeys(`${keys}progress`),
  ]);
  expect(phases).toEqual(ids.map((id) => model.phaseOf(id)));
  expect(line).toEqual(model.inOrder());
  expect(leftovers.filter((id) => !model.jobs.has(id))).toEqual([]);
  expect(cancelling.toSorted()).toEqual([...model.cancelling].sort());
  expect(
    Object.fromEntries(
      Object.entries(lines).map(([id, text]) => [id, text.split(" ").slice(0, 3).map(Number)]),
    ),
  ).toEqual(
    Object.fromEntries(
      [...model.jobs].map(([id, { cost, failures, crashes }]) => [id, [cost, failures, crashes]]),
    ),
  );
}

function heldBy(real: RealQueue, worker: string): Map<string, string> {
  const held = real.held.get(worker) ?? new Map<string, string>();
  real.held.set(worker, held);
  return held;
}

function note(real: RealQueue, worker: string, taken: readonly RawEntry[]): void {
  for (const [entry, fields] of taken) heldBy(real, worker).set(entry, fields[1] ?? "");
}

/** Whatever a worker thinks it holds and Redis has taken away is past. */
function forgetOvertaken(model: QueueModel, real: RealQueue): void {
  for (const [worker, held] of real.held) {
    for (const [entry, id] of held) {
      if (model.ready.some((dispatch) => dispatch.id === id && dispatch.worker === worker))
        continue;
      held.delete(entry);
      real.past.push([entry, id]);
    }
  }
}

const anId = fc.constantFrom(...ids);
const aWorker = fc.constantFrom(...workers);

const enqueue = fc
  .tuple(
    fc.array(
      fc.record({
        id: anId,
        user: fc.constantFrom("u1", "u2", "u3"),
        cost: fc.constantFrom(1, 1, 3),
        isDelayed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    fc.boolean(),
  )
  .map(([batch, force]) =>
    command(`enqueue ${JSON.stringify(batch)}${force ? " by force" : ""}`, async (model, real) => {
      const args = batch.flatMap(({ id, user, cost, isDelayed }) => [
        id,
        user,
        cost,
        isDelayed ? LONG_AGO_MS : 0,
      ]);
      const answer = await real.redis.hrEnqueue(real.keys, force ? 1 : 0, ...args);
      const accepted = batch.map((_, index) => answer[2 * index] === 1);
      expect(accepted).toEqual(model.enqueue(batch, force));
    }),
  );

const beat = fc.tuple(aWorker, fc.integer({ min: 0, max: 3 })).map(([worker, slots]) =>
  command(`${worker} beats with ${slots} slots`, async (model, real) => {
    const held = [...heldBy(real, worker)];
    const [, strays, lost, cancelled] = await real.redis.hrBeat(
      real.keys,
      worker,
      slots,
      STRAY_MS,
      0,
      0,
      ...held.flat(),
    );
    model.beat(worker, slots);
    expect({ strays, lost }).toEqual({ strays: 0, lost: [] });
    expect(cancelled.toSorted()).toEqual(
      held
        .map(([, id]) => id)
        .filter((id) => model.cancelling.has(id))
        .sort(),
    );
  }),
);

const take = fc.tuple(aWorker, fc.integer({ min: 1, max: 3 })).map(([worker, want]) =>
  command(`${worker} asks for ${want}`, async (model, real) => {
    const [, taken] = await real.redis.hrSettle(real.keys, worker, want, 0);
    note(real, worker, taken);
    model.feed();
    expect(taken.map(([, fields]) => fields[1])).toEqual(model.take(worker, want));
  }),
);

const settle = fc
  .tuple(aWorker, fc.nat(), fc.constantFrom<ModelOutcome>(...outcomes))
  .map(([worker, which, how]) =>
    command(`${worker} ends its job ${which} as ${how}`, async (model, real) => {
      const held = [...heldBy(real, worker)];
      const [entry, id] = held[which % Math.max(1, held.length)] ?? [];
      if (entry === undefined || id === undefined) return;
      await endRun(real, worker, [entry, id], how);
      model.settle(id, how);
      model.feed();
      forgetOvertaken(model, real);
    }),
  );

const speakAsZombie = fc
  .tuple(aWorker, fc.nat(), fc.constantFrom<ModelOutcome>(...outcomes))
  .map(([worker, which, how]) =>
    command(`${worker} ends what is not its own any more as ${how}`, async (model, real) => {
      const run = real.past[which % Math.max(1, real.past.length)];
      if (run === undefined) return;
      await endRun(real, worker, run, how);
      expect(await real.redis.hrProgress(real.keys, worker, ...run, '"late"')).toBe(0);
      model.feed();
    }),
  );

async function endRun(
  { redis, keys }: RealQueue,
  worker: string,
  [entry, id]: readonly [string, string],
  how: ModelOutcome,
): Promise<void> {
  if (how === "done") await redis.hrSettle(keys, worker, 0, 1, entry, id);
  else await redis.hrSettle(keys, worker, 0, 0, entry, id, how, LONG_AGO_MS, "");
}

/** Nobody has renewed what this worker holds for an hour. */
async function age({ redis, keys }: RealQueue, worker: string, held: Map<string, string>) {
  if (held.size === 0) return;
  await redis.call(
    "XCLAIM",
    `${keys}ready`,
    "workers",
    worker,
    "0",
    ...held.keys(),
    "IDLE",
    String(LONG_AGO_MS),
    "JUSTID",
  );
}

const reap = aWorker.map((silent) =>
  command(`${silent} is silent, and the other one reaps`, async (model, real) => {
    const judge = silent === "w1" ? "w2" : "w1";
    await age(real, silent, heldBy(real, silent));
    await real.redis.hrBeat(
      real.keys,
      judge,
      model.slots.get(judge) ?? 0,
      STRAY_MS,
      0,
      0,
      ...[...heldBy(real, judge)].flat(),
    );
    model.beat(judge, model.slots.get(judge) ?? 0);
    await real.redis.hrReap(real.keys, IDLE_MS, MOST_CRASHES, judge);
    model.reap(silent, MOST_CRASHES);
    model.feed();
    forgetOvertaken(model, real);
  }),
);

const reapUnheard = aWorker.map((silent) =>
  command(`${silent} is silent, and somebody unheard of reaps`, async (model, real) => {
    await age(real, silent, heldBy(real, silent));
    await real.redis.hrReap(real.keys, IDLE_MS, MOST_CRASHES, "nobody");
    model.feed();
    // Nothing was judged; its owner is heard again.
    await real.redis.hrBeat(
      real.keys,
      silent,
      model.slots.get(silent) ?? 0,
      STRAY_MS,
      0,
      0,
      ...[...heldBy(real, silent)].flat(),
    );
    model.beat(silent, model.slots.get(silent) ?? 0);
  }),
);

const loseMemory = aWorker.map((worker) =>
  command(`${worker} has never heard of what it holds`, async (model, real) => {
    await age(real, worker, heldBy(real, worker));
    const slots = model.slots.get(worker) ?? 0;
    const [, strays] = await real.redis.hrBeat(real.keys, worker, slots, STRAY_MS, 0, 0);
    expect(strays).toBe(model.putStraysBack(worker));
    model.beat(worker, slots);
    forgetOvertaken(model, real);
  }),
);

const cancel = anId.map((id) =>
  command(`cancel ${id}`, async (model, real) => {
    expect(await real.redis.hrCancel(real.keys, id)).toBe(model.cancel(id));
  }),
);

const claimAway = anId.map((id) =>
  command(`claim ${id} away`, async (model, real) => {
    expect((await real.redis.hrClaimAway(real.keys, id)) === 1).toBe(model.claimAway(id));
    forgetOvertaken(model, real);
  }),
);

const forget = anId.map((id) =>
  command(`forget ${id}`, async (model, real) => {
    await real.redis.hrForget(real.keys, id);
    model.forget(id);
    forgetOvertaken(model, real);
  }),
);

const promote = anId.map((id) =>
  command(`promote ${id}`, async (model, real) => {
    expect((await real.redis.hrPromote(real.keys, id)) === 1).toBe(model.promote(id));
  }),
);

const letTimePass = fc.constant(
  command("what is delayed falls due", async (model, { redis, keys }) => {
    for (const id of model.delayed) await redis.zadd(`${keys}delay`, "XX", 0, id);
    model.letTimePass();
  }),
);

const pause = fc.boolean().map((isPaused) =>
  command(isPaused ? "pause" : "resume", async (model, { redis, keys }) => {
    await redis.hrControl(keys, isPaused ? "pause" : "resume", 0);
    model.isPaused = isPaused;
    model.feed();
  }),
);

const loseEverything = fc.constant(
  command("Redis is emptied", async (model, real) => {
    const keys = await real.redis.keys(`${real.keys}*`);
    if (keys.length > 0) await real.redis.del(...keys);
    model.loseEverything();
    forgetOvertaken(model, real);
  }),
);

/** Every way to act on a queue, the usual ones more often than the unusual. */
export const commands = [
  ...[enqueue, enqueue, enqueue, beat, beat, take, take, take, settle, settle, settle],
  ...[speakAsZombie, reap, reapUnheard, loseMemory, cancel, claimAway, forget, promote],
  ...[letTimePass, pause, loseEverything],
];
