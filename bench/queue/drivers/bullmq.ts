import { createRequire } from "node:module";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { type Adapter, type BenchJob, payloadOf } from "./adapter.ts";
import { countCalls } from "./count-calls.ts";
import { serve } from "./serve.ts";

/** The part of BullMQ that is used here; it is no dependency of ours, so its own types are not at hand. */
type Data = { readonly n: number };
type Options = { readonly delay?: number; readonly removeOnComplete: true };
type BullMq = {
  Queue: new (
    name: string,
    options: object,
  ) => {
    add(name: string, data: Data, options: Options): Promise<unknown>;
    addBulk(
      jobs: readonly { readonly name: string; readonly data: Data; readonly opts: Options }[],
    ): Promise<unknown>;
    getJobCounts(...states: string[]): Promise<Record<string, number>>;
    waitUntilReady(): Promise<unknown>;
    close(): Promise<void>;
  };
  Worker: new (
    name: string,
    handle: (job: { readonly data: Data }) => Promise<unknown>,
    options: object,
  ) => {
    on(event: "error", listener: () => void): void;
    waitUntilReady(): Promise<unknown>;
    run(): Promise<void>;
    close(): Promise<void>;
  };
  QueueEvents: new (
    name: string,
    options: object,
  ) => {
    on(event: "completed", listener: (event: { readonly returnvalue: unknown }) => void): void;
    waitUntilReady(): Promise<unknown>;
    close(): Promise<void>;
  };
};

const [, , url = "", root = "", carries = "payload"] = process.argv;
const require = createRequire(join(root, "rivals.cjs"));
const { Queue, Worker, QueueEvents } = require("bullmq") as BullMq;
const { Redis: TheirRedis } = require("ioredis") as { Redis: typeof Redis };
const { hostname, port } = new URL(url);
const connection = { host: hostname, port: Number(port), maxRetriesPerRequest: null };

const dataOf = (job: BenchJob): Data => (carries === "payload" ? payloadOf(job) : idsOf(job));
const idsOf = ({ n, id, user }: BenchJob) => ({ n, id, user });
/** What is finished leaves at once, which is BullMQ's advice for throughput and what ours does. */
const optionsOf = ({ delayMs }: BenchJob): Options =>
  delayMs > 0 ? { delay: delayMs, removeOnComplete: true } : { removeOnComplete: true };

/** `addBulk` sends one transaction; its documentation warns of very large ones. */
const BULK = 1_000;

const adapter: Adapter = {
  async openProducer(name) {
    const queue = new Queue(name, { connection });
    await queue.waitUntilReady();
    let events: InstanceType<BullMq["QueueEvents"]> | undefined;
    return {
      add: (job) => queue.add("job", dataOf(job), optionsOf(job)),
      async addMany(jobs) {
        for (let from = 0; from < jobs.length; from += BULK) {
          const chunk = jobs.slice(from, from + BULK);
          await queue.addBulk(
            chunk.map((job) => ({ name: "job", data: dataOf(job), opts: optionsOf(job) })),
          );
        }
      },
      async follow(onDone) {
        events = new QueueEvents(name, { connection });
        events.on("completed", ({ returnvalue }) => onDone(Number(returnvalue)));
        await events.waitUntilReady();
      },
      async close() {
        await events?.close();
        await queue.close();
      },
    };
  },

  async openCrew({ queue: name, concurrency, workers, handle }) {
    const observer = new Queue(name, { connection });
    await observer.waitUntilReady();
    const crew = Array.from({ length: workers }, () => {
      const worker = new Worker(
        name,
        async ({ data }) => {
          await handle(data.n);
          return data.n;
        },
        { connection, concurrency, autorun: false },
      );
      worker.on("error", () => undefined);
      return worker;
    });
    await Promise.all(crew.map((worker) => worker.waitUntilReady()));
    return {
      start() {
        for (const worker of crew) void worker.run();
      },
      async isDrained() {
        const counts = await observer.getJobCounts("waiting", "active", "delayed");
        return Object.values(counts).every((count) => count === 0);
      },
      noteCommitted: () => undefined,
      async stop() {
        await Promise.all(crew.map((worker) => worker.close()));
        await observer.close();
      },
    };
  },
};

await serve(adapter, countCalls(TheirRedis));
