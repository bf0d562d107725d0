import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { inject, onTestFinished } from "vitest";
import { defineJob, type JobDefinition, type Run, type Verdict } from "#queue/define-job.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import type { Timings } from "#queue/timings.ts";
import type { WorkerObserver } from "#queue/worker-observer.ts";
import { createWorker } from "#queue/worker.ts";
import { createMemoryLedger, type MemoryLedger, type MemoryRow } from "./memory-ledger.ts";
import { silentLog } from "./silent-log.ts";

/** Small enough for tests, in the proportions of the real ones. */
export const quickTimings: Timings = {
  beatMs: 50,
  idleMs: 400,
  reapMs: 100,
  blockMs: 200,
  watchdogMs: 300,
  sweepMs: 150,
  renewMs: 200,
  graceMs: 300,
  abortGraceMs: 200,
};

export class Fatal extends Error {}
export class Defer extends Error {}
export class Decline extends Error {}

const verdict = (error: unknown): Verdict =>
  error instanceof Fatal
    ? { kind: "fatal" }
    : error instanceof Defer
      ? { kind: "defer", delayMs: 20 }
      : error instanceof Decline
        ? { kind: "decline" }
        : { kind: "retry" };

export type QueueSetup = ReturnType<typeof givenQueue>;

/** A queue of its own on the real Redis, with a ledger, and workers on demand. */
export function givenQueue(definition: Partial<JobDefinition> = {}) {
  const url = inject("redisUrl");
  const prefix = `test-${randomUUID().slice(0, 8)}`;
  const clients: Redis[] = [];
  const open = (openClient: typeof openWorkerClient) => {
    const client = openClient({ url, onError: () => undefined });
    clients.push(client);
    return client;
  };
  onTestFinished(() => clients.forEach((client) => client.disconnect()));

  const job = defineJob({
    queue: "work",
    attempts: 3,
    crashes: 2,
    timeoutMs: 10_000,
    ...definition,
  });
  const redis = open(openWorkerClient);
  const queue = createQueue({ redis, name: job.queue, prefix });
  const ledger = createMemoryLedger();

  return {
    url,
    prefix,
    redis,
    queue,
    ledger,
    open,
    async enqueue(id: string, user = "somebody") {
      ledger.add(id);
      return queue.enqueue(id, { user });
    },
    startWorker(
      handle: (row: MemoryRow, run: Run) => Promise<string>,
      options: {
        concurrency?: number;
        lookAhead?: number;
        timings?: Partial<Timings>;
        ledger?: MemoryLedger;
        observer?: WorkerObserver;
      } = {},
    ) {
      const command = open(openWorkerClient);
      const blocking = open(openBlockingClient);
      const stopping = new AbortController();
      const worker = createWorker({
        queue: createQueue({ redis: command, name: job.queue, prefix }),
        definition: job,
        ledger: options.ledger ?? ledger,
        handle,
        verdict,
        concurrency: options.concurrency ?? 2,
        lookAhead: options.lookAhead ?? 0,
        redis: { command, blocking },
        log: silentLog,
        timings: { ...quickTimings, ...options.timings },
        ...(options.observer ? { observer: options.observer } : {}),
      });
      const running = worker.run(stopping.signal);
      const stop = async () => {
        stopping.abort();
        await running;
      };
      onTestFinished(stop);
      return {
        worker,
        stop,
        /** The worker's machine is gone: nothing of it reaches Redis any more. */
        unplug() {
          command.disconnect();
          blocking.disconnect();
        },
      };
    },
    /** True when every row is in one of these states. */
    all(...states: readonly MemoryRow["state"][]) {
      return [...ledger.rows.values()].every(({ state }) => states.includes(state));
    },
  };
}
