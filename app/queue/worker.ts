import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { createBatcher } from "./batcher.ts";
import type { JobDefinition, JobId, Ledger, Run, Verdict } from "./define-job.ts";
import { parseJobState } from "./job-state.ts";
import { controlChannel, keyPrefix } from "./keys.ts";
import type { QueueLog } from "./log.ts";
import type { Queue } from "./queue.ts";
import { repeat } from "./repeat.ts";
import { type Delivery, type Outcome, runJob } from "./run-job.ts";
import { type RawEntry, withScripts } from "./scripts.ts";
import { createStopper } from "./stopper.ts";
import { createStreamReader } from "./stream-reader.ts";
import { sweep } from "./sweep.ts";
import { createTally } from "./tally.ts";
import { defaultTimings, type Timings } from "./timings.ts";
import { entryMs, tokenOf } from "./token.ts";
import type { WorkerObserver } from "./worker-observer.ts";

export type WorkerOptions<Job, Result> = {
  readonly queue: Queue;
  readonly definition: JobDefinition;
  readonly ledger: Ledger<Job, Result>;
  readonly handle: (job: Job, run: Run) => Promise<Result>;
  readonly verdict: (error: unknown) => Verdict;
  /** How many jobs run at a time. */
  readonly concurrency: number;
  /**
   * How many more it holds to begin with at once when one ends, 0 unless said otherwise. Worth it where a job is shorter than
   * a round trip to Redis; otherwise it only makes others wait who could have been served first.
   */
  readonly lookAhead?: number;
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly log: QueueLog;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
  readonly observer?: WorkerObserver;
};

export type WorkerHealth = {
  readonly running: number;
  /** Time since a beat last came back from Redis, milliseconds; what tells a live worker from a process. */
  readonly sinceBeatMs: number;
  /** Time since a read last came back; 0 while no slot is free for one, because nothing is read then. */
  readonly sinceReadMs: number;
  /** For how long now Redis has answered every beat and yet no read has come back, milliseconds. */
  readonly stuckMs: number;
  readonly isStopping: boolean;
};

export interface Worker {
  /**
   * Works until `signal` aborts, then hands back what it could not finish: after a time of grace, or at once when
   * `hurry` aborts. Never throws.
   */
  run(signal: AbortSignal, hurry?: AbortSignal): Promise<void>;
  health(): WorkerHealth;
}

type Held = Delivery & {
  readonly waitedMs: number | null;
  startedAt: number;
  finished: Promise<void>;
};

type Ending = { readonly delivery: Pick<Delivery, "entry" | "id">; readonly outcome: Outcome };

/** A Redis that is away must not eat up the time of grace, milliseconds. */
const REDIS_AWAY_MS = 500;

/** What one script call settles at most. */
const MOST_AT_ONCE = 100;

export function createWorker<Job, Result>(options: WorkerOptions<Job, Result>): Worker {
  const { queue, definition, ledger, concurrency, lookAhead = 0, log } = options;
  const slots = concurrency + lookAhead;
  const timings = { ...defaultTimings, ...options.timings };
  const random = options.random ?? Math.random;
  const redis = withScripts(options.redis.command);
  const keys = keyPrefix(queue.prefix, queue.name);
  const control = controlChannel(queue.prefix, queue.name);
  // A name of its own for every start: what an earlier process held is not ours.
  const me = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;

  const held = new Map<string, Held>();
  /** Those of them that are not begun with, because as many as may are running. */
  const inHand: Held[] = [];
  const tally = createTally();
  /** Slots for which a job is being asked at this moment, by a read or by a settlement. */
  let asked = 0;
  let isStopping = false;
  let lastBeatAt = performance.now();
  let answeringSince = -Infinity;
  let feedTimer: NodeJS.Timeout | undefined;

  const reader = createStreamReader({
    queue,
    consumer: me,
    redis: options.redis,
    timings,
    random,
    log,
    takeRoom() {
      const room = freeSlots();
      asked += room;
      return room;
    },
    giveRoom: (room) => (asked -= room),
    onEntry: receive,
    onLate: handBack,
    onDataLost: beat,
  });

  const freeSlots = () => (isStopping ? 0 : Math.max(0, slots - held.size - asked));

  /** Observers are guests: what they throw is dropped. */
  function tell<Event extends keyof WorkerObserver>(
    event: Event,
    ...[what]: Parameters<NonNullable<WorkerObserver[Event]>>
  ): void {
    try {
      (options.observer?.[event] as ((what: unknown) => void) | undefined)?.(what);
    } catch (error) {
      log.warn({ err: error }, "a worker's observer failed");
    }
  }

  /** Something falls due after `nextMs`; whoever knows of it first sees to it. */
  function feedIn(nextMs: number): void {
    if (nextMs < 0 || isStopping) return;
    clearTimeout(feedTimer);
    feedTimer = setTimeout(() => {
      beat().catch((error: unknown) => log.warn({ err: error }, "beat failed"));
    }, nextMs + 1);
  }

  async function beat(): Promise<void> {
    const mine = [...held.values()].flatMap(({ entry, id }) => [entry, id]);
    // Well before others would take a stray for the job of a dead worker.
    const strayMs = Math.round(timings.idleMs / 2);
    const { number, counters } = tally.take();
    const [nextMs, strays, lost, cancelled] = await redis.hrBeat(
      keys,
      me,
      isStopping ? 0 : slots,
      strayMs,
      number,
      counters.length / 2,
      ...counters,
      ...mine,
    );
    tally.confirm(number);
    const now = performance.now();
    // After a hole in the beats all counting starts anew: Redis was away, or this process slept.
    if (now - lastBeatAt > 2 * timings.beatMs) answeringSince = now;
    lastBeatAt = now;
    feedIn(nextMs);
    if (strays > 0) {
      log.warn({ count: strays }, "jobs that were lost on their way put back in line");
      tell("onStrays", strays);
    }
    for (const entry of lost) void stopIfOvertaken(held.get(entry));
    for (const id of cancelled) cancel(id);
  }

  /**
   * Redis knows nothing of this run any more. If it has lost its data, the run goes on and its result counts; if the
   * job was given to somebody else, who has claimed its row, what this one does is in vain.
   */
  async function stopIfOvertaken(delivery: Held | undefined): Promise<void> {
    if (!delivery) return;
    // A ledger that does not answer is asked again after the next beat.
    const isOurs = await ledger.holds(delivery.id, delivery.token).catch(() => true);
    if (!isOurs) delivery.stopper.stop("lost");
  }

  function cancel(id: JobId): void {
    for (const delivery of held.values()) {
      if (delivery.id === id) delivery.stopper.stop("cancelled");
    }
  }

  function receive([entry, fields]: RawEntry): void {
    if (held.has(entry)) return;
    const [, id = "", , line] = fields;
    const state = parseJobState(line);
    const failures = state?.failures ?? 0;
    const isFirst = state !== undefined && failures === 0 && state.crashes === 0;
    const waitedMs = isFirst ? Math.max(0, entryMs(entry) - state.enqueuedMs) : null;
    const delivery: Held = {
      entry,
      id,
      token: tokenOf(entry),
      failures,
      stopper: createStopper(),
      waitedMs,
      startedAt: performance.now(),
      finished: Promise.resolve(),
    };
    held.set(entry, delivery);
    inHand.push(delivery);
    startNext();
  }

  function startNext(): void {
    while (inHand.length > 0 && held.size - inHand.length < concurrency) {
      const delivery = inHand.shift();
      if (delivery) start(delivery);
    }
  }

  function start(delivery: Held): void {
    const { entry, id, failures, waitedMs } = delivery;
    delivery.startedAt = performance.now();
    if (waitedMs !== null) tally.countStart(waitedMs);
    tell("onStarted", { id, attempt: failures + 1, waitedMs });
    delivery.finished = work(delivery).catch((error: unknown) => {
      // Its entry is a stray by now, and the beat puts it back.
      log.error({ jobId: id, err: error }, "worker failed to settle a job");
      held.delete(entry);
      startNext();
      reader.wake();
    });
  }

  const running = {
    definition,
    ledger,
    log,
    random,
    handle: options.handle,
    verdict: options.verdict,
    sendProgress: ({ entry, id }: Delivery, value: unknown) =>
      redis.hrProgress(keys, me, entry, id, JSON.stringify(value)),
    raiseFloor: (ms: number, seq: number) => redis.hrFloor(keys, ms, seq),
    forget: (id: JobId) => queue.forget([id]),
  };

  async function work(delivery: Held): Promise<void> {
    await settle(
      delivery,
      isStopping ? { how: "release", reason: "shutdown" } : await runJob(running, delivery),
    );
  }

  async function settle(delivery: Held, outcome: Outcome): Promise<void> {
    const { entry, id, failures, startedAt } = delivery;
    if (!held.delete(entry)) return;
    startNext();
    const ranMs = performance.now() - startedAt;
    const { how, reason, error } = outcome;
    tally.countEnd(how, ranMs);
    tell("onEnded", { id, attempt: failures + 1, outcome: how, reason, error, ranMs });
    if (how === "lost") reader.wake();
    else await endings.add({ delivery, outcome });
  }

  const endings = createBatcher<Ending, undefined>({
    maxSize: MOST_AT_ONCE,
    async send(ended) {
      const done: string[] = [];
      const others: (string | number)[] = [];
      for (const { delivery, outcome } of ended) {
        const { entry, id } = delivery;
        const { how, delayMs = 0, error } = outcome;
        if (how === "done") done.push(entry, id);
        else others.push(entry, id, how, Math.max(0, Math.round(delayMs)), nameOf(error));
      }
      const want = freeSlots();
      asked += want;
      try {
        const [nextMs, taken] = await redis.hrSettle(
          keys,
          me,
          want,
          done.length / 2,
          ...done,
          ...others,
        );
        asked -= want;
        feedIn(nextMs);
        taken.forEach(receive);
        // The line is empty: what comes next comes to whoever reads.
        if (taken.length < want) reader.wake();
      } catch (error) {
        asked -= want;
        reader.wake();
        throw error;
      }
      return ended.map(() => undefined);
    },
  });

  /** Puts back in line what cannot be run here. When that fails, the beat finds it (lua/beat.ts). */
  function handBack([entry, fields]: RawEntry): void {
    endings
      .add({
        delivery: { entry, id: fields[1] ?? "" },
        outcome: { how: "release", reason: "shutdown" },
      })
      .catch((error: unknown) => log.warn({ err: error }, "handing back failed"));
  }

  async function reap(): Promise<void> {
    // What is ours has our beat first. The others get time for theirs after Redis has been away.
    await beat();
    if (performance.now() - answeringSince < 2 * timings.beatMs) return;
    const [requeued, buried, , nextMs] = await redis.hrReap(
      keys,
      timings.idleMs,
      definition.crashes,
      me,
    );
    feedIn(nextMs);
    if (requeued > 0) log.warn({ count: requeued }, "jobs of silent workers put back in line");
    if (requeued + buried.length > 0) tell("onStalled", { requeued, buried: buried.length });
    for (const id of buried) {
      log.error({ jobId: id }, "job set aside, its workers kept dying");
      await ledger.failCrashed(id);
    }
  }

  async function sweepOnce(signal: AbortSignal): Promise<void> {
    const found = await sweep(queue, ledger, signal);
    tell("onSwept", found);
    if (found.rung > 0) log.warn({ count: found.rung }, "rows rung for again");
    if (found.failed > 0) log.error({ count: found.failed }, "rows of poisonous jobs failed");
  }

  /** A job is cancelled, maybe one of ours, or something falls due sooner. Should the word be lost, the next beat tells. */
  const onMessage = (channel: string, message: string) => {
    if (channel !== control) return;
    const [what, detail = ""] = message.split(" ");
    if (what === "cancel") cancel(detail);
    if (what === "feed") feedIn(Number(detail));
  };

  async function shutDown(hurry: AbortSignal | undefined): Promise<void> {
    isStopping = true;
    clearTimeout(feedTimer);
    const noMoreReading = reader.stop().catch(() => undefined);
    // Nothing is handed out for the slots of a worker that stops, its own jobs least of all.
    const leaving = beat().catch(() => undefined);
    await within(REDIS_AWAY_MS, leaving, hurry);
    // What is not begun with goes back at once.
    for (const delivery of inHand.splice(0)) start(delivery);
    await within(REDIS_AWAY_MS, noMoreReading, hurry);
    const runs = () => Promise.all([...held.values()].map((delivery) => delivery.finished));
    await within(timings.graceMs, runs(), hurry);
    for (const { stopper } of held.values()) stopper.stop("shutdown");
    await within(timings.abortGraceMs, runs(), hurry);
    await Promise.all(
      [...held.values()].map(async (delivery) => {
        await ledger.release(delivery.id, delivery.token).catch(() => false);
        await settle(delivery, { how: "release", reason: "shutdown" }).catch(() => undefined);
      }),
    );
    // The last counts go with the last beat; what it would renew is gone.
    await beat().catch(() => undefined);
    await redis.hrLeave(keys, me).catch(() => 0);
  }

  return {
    async run(signal, hurry) {
      const loops = new AbortController();
      const onError = (error: unknown) =>
        log.warn({ queue: queue.name, err: error }, "queue upkeep failed, will be tried again");
      const often = (intervalMs: number, task: () => Promise<unknown>, firstMs = intervalMs) =>
        repeat(task, { intervalMs, firstMs, signal: loops.signal, onError });
      redis.on("message", onMessage);
      redis.subscribe(control).catch(onError);
      const upkeep = [
        often(timings.beatMs, beat, 0),
        often(timings.reapMs, reap, timings.reapMs * random()),
        often(timings.sweepMs, () => sweepOnce(loops.signal), timings.sweepMs * random()),
        often(timings.renewMs, () => ledger.renew([...held.values()].map((one) => one.token))),
      ];
      const reading = reader.run(signal);
      const stopped = new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
      });

      await stopped;
      log.info({ queue: queue.name, running: held.size }, "worker stopping");
      await shutDown(hurry);
      loops.abort();
      redis.off("message", onMessage);
      await within(1_000, Promise.all([reading, ...upkeep]));
    },

    health() {
      const now = performance.now();
      const sinceBeatMs = now - lastBeatAt;
      const { sinceReadMs } = reader;
      const doesRedisAnswer = sinceBeatMs <= 2 * timings.beatMs;
      const stuckMs = doesRedisAnswer ? Math.min(sinceReadMs, now - answeringSince) : 0;
      return { running: held.size - inHand.length, sinceBeatMs, sinceReadMs, stuckMs, isStopping };
    },
  };
}

/** Waits for the work, but not longer than this, nor once `hurry` has aborted. */
async function within(limitMs: number, work: Promise<unknown>, hurry?: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const signal = hurry ? AbortSignal.any([timer.signal, hurry]) : timer.signal;
  const timeUp = delay(limitMs, undefined, { signal }).catch(() => undefined);
  await Promise.race([work, timeUp]);
  timer.abort();
}

/** What a dead letter says of an error: its name. Its message may quote what a person has sent. */
function nameOf(error: unknown): string {
  return error === undefined ? "" : error instanceof Error ? error.name : "unknown";
}
