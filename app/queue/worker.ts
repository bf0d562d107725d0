import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import { blockingRead, isGroupMissing } from "./blocking-read.ts";
import type { JobDefinition, Ledger, Run, Verdict } from "./define-job.ts";
import { GROUP, keyPrefix, readyKey } from "./keys.ts";
import type { QueueLog } from "./log.ts";
import type { Queue } from "./queue.ts";
import { repeat } from "./repeat.ts";
import { type Delivery, type Outcome, runJob, RunStopped, type StopReason } from "./run-job.ts";
import { type RawEntry, withScripts } from "./scripts.ts";
import { sweep } from "./sweep.ts";
import { defaultTimings, type Timings } from "./timings.ts";
import { tokenOf } from "./token.ts";

export type WorkerOptions<Job, Result> = {
  readonly queue: Queue;
  readonly definition: JobDefinition;
  readonly ledger: Ledger<Job, Result>;
  readonly handle: (job: Job, run: Run) => Promise<Result>;
  readonly verdict: (error: unknown) => Verdict;
  /** How many jobs run at a time. */
  readonly concurrency: number;
  readonly redis: { readonly command: Redis; readonly blocking: Redis };
  readonly log: QueueLog;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
};

export type WorkerHealth = {
  readonly running: number;
  /** Time since a beat last came back from Redis, milliseconds; what tells a live worker from a process. */
  readonly sinceBeatMs: number;
  /** Time since a read last came back; 0 while every slot is taken, because nothing is read then. */
  readonly sinceReadMs: number;
  /** For how long now Redis has answered every beat and yet no read has come back, milliseconds. */
  readonly stuckMs: number;
  readonly isStopping: boolean;
};

export interface Worker {
  /** Works until `signal` aborts, then hands back what it could not finish. Never throws. */
  run(signal: AbortSignal): Promise<void>;
  health(): WorkerHealth;
}

type Held = Delivery & {
  readonly entry: string;
  readonly startedAt: number;
  finished: Promise<void>;
};

export function createWorker<Job, Result>(options: WorkerOptions<Job, Result>): Worker {
  const { queue, definition, ledger, concurrency, log } = options;
  const timings = { ...defaultTimings, ...options.timings };
  const random = options.random ?? Math.random;
  const redis = withScripts(options.redis.command);
  const reader = options.redis.blocking;
  const keys = keyPrefix(queue.prefix, queue.name);
  // A name of its own for every start: what an earlier process held is not ours.
  const me = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;

  const held = new Map<string, Held>();
  let isStopping = false;
  let readerId: number | undefined;
  let lastReadAt = performance.now();
  let lastBeatAt = performance.now();
  let answeringSince = -Infinity;
  let feedTimer: NodeJS.Timeout | undefined;
  let wakeReadLoop: () => void = () => undefined;

  reader.on("close", () => (readerId = undefined));

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
    const slots = isStopping ? 0 : concurrency;
    // Well before others would take a stray for the job of a dead worker.
    const strayMs = Math.round(timings.idleMs / 2);
    const [nextMs, strays, lost, cancelled] = await redis.hrBeat(keys, me, slots, strayMs, ...mine);
    const now = performance.now();
    // After a hole in the beats all counting starts anew: Redis was away, or this process slept.
    if (now - lastBeatAt > 2 * timings.beatMs) answeringSince = now;
    lastBeatAt = now;
    feedIn(nextMs);
    if (strays > 0)
      log.warn({ count: strays }, "jobs that were lost on their way put back in line");
    for (const entry of lost) stop(entry, "lost");
    for (const entry of cancelled) stop(entry, "cancelled");
  }

  function stop(entry: string, reason: StopReason): void {
    held.get(entry)?.controller.abort(new RunStopped(reason));
  }

  function start([entry, fields]: RawEntry): void {
    const [id = "", failures = "0"] = [valueOf(fields, "i"), valueOf(fields, "n")];
    if (held.has(entry)) return;
    const delivery: Held = {
      entry,
      id,
      token: tokenOf(entry),
      failures: Number(failures),
      controller: new AbortController(),
      startedAt: performance.now(),
      finished: Promise.resolve(),
    };
    held.set(entry, delivery);
    delivery.finished = work(delivery).catch((error: unknown) => {
      log.error({ jobId: id, err: error }, "worker failed to settle a job");
      held.delete(entry);
    });
  }

  async function work(delivery: Held): Promise<void> {
    const { entry, id } = delivery;
    const outcome: Outcome = isStopping
      ? { how: "release" }
      : await runJob(
          {
            definition,
            ledger,
            log,
            random,
            handle: options.handle,
            verdict: options.verdict,
            sendProgress: (value) => redis.hrProgress(keys, entry, id, JSON.stringify(value)),
            raiseFloor: (ms, seq) => redis.hrFloor(keys, ms, seq),
          },
          delivery,
        );
    await settle(delivery, outcome);
  }

  async function settle(delivery: Held, outcome: Outcome): Promise<void> {
    const { entry, id } = delivery;
    if (!held.delete(entry)) return;
    wakeReadLoop();
    if (outcome.how === "lost") return;
    const [, nextMs, taken] = await redis.hrSettle(
      keys,
      me,
      entry,
      id,
      outcome.how,
      "delayMs" in outcome ? Math.max(0, Math.round(outcome.delayMs)) : 0,
      "error" in outcome ? outcome.error : "",
      Math.round(performance.now() - delivery.startedAt),
      // The slot that has just become free is not in any read that is under way.
      isStopping || held.size >= concurrency ? 0 : 1,
    );
    feedIn(nextMs);
    for (const next of taken) start(next);
  }

  async function readLoop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const room = concurrency - held.size;
      if (room < 1) {
        await new Promise<void>((resolve) => (wakeReadLoop = resolve));
        lastReadAt = performance.now();
        continue;
      }
      try {
        for (const entry of await read(room)) start(entry);
        lastReadAt = performance.now();
      } catch (error) {
        if (signal.aborted) return;
        if (isGroupMissing(error) && (await putBack())) continue;
        log.warn({ queue: queue.name, err: error }, "reading from the queue failed");
        await delay(200 + random() * 300, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Makes the group anew. Scripts do so where the stream has gone, but not where its group alone has. */
  async function putBack(): Promise<boolean> {
    log.warn({ queue: queue.name }, "queue had lost its data, putting it back");
    return redis.xgroup("CREATE", readyKey(queue.prefix, queue.name), GROUP, "0", "MKSTREAM").then(
      () => true,
      // Somebody else was faster.
      (error: unknown) => error instanceof Error && error.message.startsWith("BUSYGROUP"),
    );
  }

  async function read(count: number): Promise<readonly RawEntry[]> {
    return blockingRead(reader, {
      limitMs: timings.blockMs + timings.watchdogMs,
      read: async (signal) => {
        readerId ??= await reader.client("ID");
        if (isStopping || signal.aborted) return [];
        const answer = await reader.xreadgroup(
          "GROUP",
          GROUP,
          me,
          "COUNT",
          count,
          "BLOCK",
          timings.blockMs,
          "STREAMS",
          readyKey(queue.prefix, queue.name),
          ">",
        );
        const streams = (answer ?? []) as readonly (readonly [string, readonly RawEntry[]])[];
        return streams.flatMap(([, entries]) => entries);
      },
      // By now the slots may be another read's.
      onLate: (entries) => entries.forEach(handBack),
    });
  }

  /** Puts back in line what cannot be run here. When that fails, the beat finds it (lua/beat.ts). */
  function handBack([entry, fields]: RawEntry): void {
    redis
      .hrSettle(keys, me, entry, valueOf(fields, "i") ?? "", "release", 0, "", 0, 0)
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
    for (const id of buried) {
      log.error({ jobId: id }, "job set aside, its workers kept dying");
      await ledger.failCrashed(id);
    }
  }

  async function sweepOnce(signal: AbortSignal): Promise<void> {
    const { rung, failed } = await sweep(queue, ledger, signal);
    if (rung > 0) log.warn({ count: rung }, "rows rung for again");
    if (failed > 0) log.error({ count: failed }, "rows of poisonous jobs failed");
  }

  async function shutDown(): Promise<void> {
    isStopping = true;
    clearTimeout(feedTimer);
    wakeReadLoop();
    // Ends the blocked read with "nothing"; cutting the connection could drop an entry that is on its way.
    if (readerId !== undefined) {
      await redis.client("UNBLOCK", readerId).catch(() => undefined);
    }
    const runs = () => Promise.all([...held.values()].map((delivery) => delivery.finished));
    await within(timings.graceMs, runs());
    for (const { entry } of held.values()) stop(entry, "shutdown");
    await within(timings.abortGraceMs, runs());
    for (const delivery of [...held.values()]) {
      await ledger.release(delivery.id, delivery.token).catch(() => false);
      await settle(delivery, { how: "release" }).catch(() => undefined);
    }
    await redis.hrLeave(keys, me).catch(() => 0);
  }

  return {
    async run(signal) {
      const loops = new AbortController();
      const onError = (error: unknown) =>
        log.warn({ queue: queue.name, err: error }, "queue upkeep failed, will be tried again");
      const often = (intervalMs: number, task: () => Promise<unknown>, firstMs = intervalMs) =>
        repeat(task, { intervalMs, firstMs, signal: loops.signal, onError });
      const upkeep = [
        often(timings.beatMs, beat, 0),
        often(timings.reapMs, reap, timings.reapMs * random()),
        often(timings.sweepMs, () => sweepOnce(loops.signal), timings.sweepMs * random()),
        often(timings.renewMs, () => ledger.renew([...held.values()].map((one) => one.token))),
      ];
      const reading = readLoop(signal);
      const stopped = new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
      });

      await stopped;
      log.info({ queue: queue.name, running: held.size }, "worker stopping");
      await shutDown();
      loops.abort();
      await within(1_000, Promise.all([reading, ...upkeep]));
    },

    health() {
      const now = performance.now();
      const sinceBeatMs = now - lastBeatAt;
      const sinceReadMs = held.size >= concurrency ? 0 : now - lastReadAt;
      const doesRedisAnswer = sinceBeatMs <= 2 * timings.beatMs;
      const stuckMs = doesRedisAnswer ? Math.min(sinceReadMs, now - answeringSince) : 0;
      return { running: held.size, sinceBeatMs, sinceReadMs, stuckMs, isStopping };
    },
  };
}

/** Waits for the work, but not longer than this. */
async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const timeUp = delay(limitMs, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([work, timeUp]);
  timer.abort();
}

function valueOf(fields: readonly string[], name: string): string | undefined {
  for (let index = 0; index < fields.length; index += 2) {
    if (fields[index] === name) return fields[index + 1];
  }
  return undefined;
}
