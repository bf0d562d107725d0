import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { expect, onTestFinished } from "vitest";
import { openBlockingClient, openWebClient, openWorkerClient } from "#queue/connection.ts";
import { defineJob } from "#queue/define-job.ts";
import { createQueue } from "#queue/queue.ts";
import { createWorker } from "#queue/worker.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import { quickTimings } from "./queue.ts";
import { type RedisServerOptions, startRedis } from "./redis-server.ts";
import { silentLog } from "./silent-log.ts";
import { startTcpProxy } from "./tcp-proxy.ts";
import { until } from "./until.ts";

const job = defineJob({ queue: "work", attempts: 3, crashes: 2, timeoutMs: 20_000 });

/** A Redis of one's own behind a proxy, a ledger, and workers that reach Redis through the proxy. */
export async function givenServer(options: RedisServerOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-matrix-"));
  const server = await startRedis(folder, options);
  const proxy = await startTcpProxy(server);
  const url = `redis://127.0.0.1:${proxy.port}`;
  const clients: Redis[] = [];
  const open = (openClient: typeof openWorkerClient, to = url) => {
    const client = openClient({ url: to, onError: () => undefined });
    clients.push(client);
    return client;
  };
  onTestFinished(async () => {
    for (const client of clients) client.disconnect();
    await proxy[Symbol.asyncDispose]();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const ledger = createMemoryLedger();
  const direct = open(openWorkerClient, server.url);
  const web = open(openWebClient);
  await until(() => web.status === "ready", { what: "the web is connected" });
  const queue = createQueue({ redis: web, name: job.queue });
  return {
    server,
    folder,
    proxy,
    direct,
    ledger,
    queue,
    open,
    /** As the web does it: the row first, and an error of Redis is no error of the request. */
    async submit(id: string): Promise<boolean> {
      ledger.add(id);
      return queue.enqueue(id, { user: "somebody" }).then(
        () => true,
        () => false,
      );
    },
    startWorker(handle: () => Promise<string>) {
      const stopping = new AbortController();
      const command = open(openWorkerClient);
      const blocking = open(openBlockingClient);
      const worker = createWorker({
        queue: createQueue({ redis: command, name: job.queue }),
        definition: job,
        ledger,
        handle,
        verdict: () => ({ kind: "retry" }),
        concurrency: 2,
        redis: { command, blocking },
        log: silentLog,
        timings: quickTimings,
      });
      const running = worker.run(stopping.signal);
      onTestFinished(async () => {
        stopping.abort();
        await running;
      });
      /** Its machine is gone: nothing of it reaches Redis any more. */
      return { unplug: () => [command, blocking].forEach((client) => client.disconnect()) };
    },
    untilAllAreDoneOnce: async () => {
      const rows = () => [...ledger.rows.values()];
      await until(() => rows().every(({ state }) => state === "done"), { what: "all are done" });
      expect(rows().filter(({ commits }) => commits !== 1)).toEqual([]);
      await until(async () => (await direct.exists("hr:{work}:jobs")) === 0, {
        what: "Redis knows of no job any more",
      });
    },
  };
}
