import { once } from "node:events";
import { Redis } from "ioredis";
import { openBlockingClient, openWebClient, openWorkerClient } from "#queue/connection.ts";
import { defineJob } from "#queue/define-job.ts";
import { createEventHub } from "#queue/event-hub.ts";
import { createQueue } from "#queue/queue.ts";
import { createWorker } from "#queue/worker.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { type Adapter, idOf, numberOf } from "./adapter.ts";
import { countCalls } from "./count-calls.ts";
import { createQuickLedger } from "./quick-ledger.ts";
import { serve } from "./serve.ts";

const url = process.argv[2] ?? "";

/** In portions, as for the others. */
const CHUNK = 1_000;

async function open(openClient: typeof openWorkerClient): Promise<Redis> {
  const client = openClient({ url, onError: () => undefined });
  if (client.status !== "ready") await once(client, "ready");
  return client;
}

const adapter: Adapter = {
  async openProducer(name) {
    const redis = await open(openWebClient);
    const blocking = await open(openBlockingClient);
    const queue = createQueue({ redis, name });
    const hub = createEventHub({
      queues: [name],
      redis: { command: redis, blocking },
      log: silentLog,
    });
    const leaving = new AbortController();
    return {
      async add({ id, user, delayMs }) {
        return queue.enqueue(id, { user, delayMs });
      },
      async addMany(jobs) {
        for (let from = 0; from < jobs.length; from += CHUNK) {
          await queue.enqueueMany(jobs.slice(from, from + CHUNK));
        }
      },
      async follow(callback) {
        const events = await hub.tail({ signal: leaving.signal });
        void (async () => {
          for await (const { type, job } of events) if (type === "done") callback(numberOf(job));
        })();
      },
      async close() {
        leaving.abort();
        hub.close();
        redis.disconnect();
        blocking.disconnect();
      },
    };
  },

  async openCrew({ queue: name, concurrency, workers, backlog, isDrain, handle }) {
    const ledger = createQuickLedger(backlog);
    const stopping = new AbortController();
    const observer = await open(openWorkerClient);
    const queue = createQueue({ redis: observer, name });
    const crew = await Promise.all(
      Array.from({ length: workers }, async () => {
        const command = await open(openWorkerClient);
        const blocking = await open(openBlockingClient);
        const worker = createWorker({
          queue: createQueue({ redis: command, name }),
          definition: defineJob({ queue: name, attempts: 5, crashes: 2, timeoutMs: 180_000 }),
          ledger,
          handle: ({ id }) => handle(numberOf(id)),
          verdict: () => ({ kind: "retry" }),
          concurrency,
          lookAhead: isDrain ? concurrency : 0,
          redis: { command, blocking },
          log: silentLog,
        });
        return { worker, command, blocking };
      }),
    );
    let running: Promise<unknown> = Promise.resolve();
    return {
      start() {
        running = Promise.all(crew.map(({ worker }) => worker.run(stopping.signal)));
      },
      async isDrained() {
        const { waiting, delayed, undelivered, inFlight } = await queue.readStats();
        return waiting + delayed + undelivered + inFlight === 0;
      },
      noteCommitted(numbers) {
        for (const n of numbers) ledger.noteCommitted(idOf(n));
      },
      async stop() {
        stopping.abort();
        await running;
        observer.disconnect();
        for (const { command, blocking } of crew) {
          command.disconnect();
          blocking.disconnect();
        }
      },
    };
  },
};

await serve(adapter, countCalls(Redis));
