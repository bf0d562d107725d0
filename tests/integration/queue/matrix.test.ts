import { readdir, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { givenServer } from "#tests/support/queue-server.ts";
import { until } from "#tests/support/until.ts";

const ids = Array.from({ length: 30 }, (_, index) => `job-${index}`);

describe("the network between worker and Redis", () => {
  test("connections that are cut again and again lose nothing and do nothing twice", async () => {
    const { submit, startWorker, proxy, untilAllAreDoneOnce } = await givenServer();
    startWorker(async () => "read");
    for (const id of ids) {
      await submit(id);
      if (Number(id.slice(4)) % 3 === 0) proxy.reset();
    }
    await untilAllAreDoneOnce();
  });

  test("answers that are lost, to bells, reads and settlements, lose nothing and do nothing twice", async () => {
    const { submit, startWorker, proxy, untilAllAreDoneOnce } = await givenServer();
    startWorker(async () => "read");
    for (const id of ids) {
      const sending = submit(id);
      if (Number(id.slice(4)) % 10 === 5) {
        await proxy.set({ kind: "dropReplies" });
        await sending;
        await proxy.set({ kind: "pass" });
      }
      await sending;
    }
    await untilAllAreDoneOnce();
  });

  test("a black hole that closes nothing is noticed, and afterwards all goes on", async () => {
    const { submit, startWorker, proxy, untilAllAreDoneOnce } = await givenServer();
    startWorker(async () => "read");
    await submit("before");
    await proxy.set({ kind: "blackhole" });
    await submit("during");
    const since = performance.now();
    await until(() => performance.now() - since > 2_000, { what: "some reads were given up" });
    await proxy.set({ kind: "pass" });
    await submit("after");
    await untilAllAreDoneOnce();
  });
});

test("a ledger that does not answer puts jobs off, costs no attempt, and nothing passes for done", async () => {
  const { submit, startWorker, ledger, queue, untilAllAreDoneOnce } = await givenServer();
  const { claim } = ledger;
  let refused = 0;
  ledger.claim = () => {
    refused += 1;
    return Promise.reject(new Error("the database is gone"));
  };
  startWorker(async () => "read");
  await submit("job");
  await until(async () => refused > 0 && (await queue.inspect("job"))?.phase === "delayed", {
    what: "the job is put off",
  });
  expect(await queue.inspect("job")).toMatchObject({ attempts: 0, crashes: 0 });
  ledger.claim = claim;
  await untilAllAreDoneOnce();
});

describe("the server", () => {
  test("scripts that are forgotten again and again are sent again, and nobody notices", async () => {
    const { submit, startWorker, direct, untilAllAreDoneOnce } = await givenServer();
    startWorker(async () => "read");
    for (const id of ids) {
      await direct.script("FLUSH");
      expect(await submit(id)).toBe(true);
    }
    await untilAllAreDoneOnce();
  });

  test("a full Redis refuses bells and lets running jobs end; with room again the sweep rings", async () => {
    const { submit, startWorker, direct, ledger, untilAllAreDoneOnce } = await givenServer();
    let finish: () => void = () => undefined;
    const finished = new Promise<string>((resolve) => (finish = () => resolve("read")));
    startWorker(() => finished);
    await submit("running");
    await until(() => ledger.rows.get("running")?.state === "processing", { what: "it runs" });
    await direct.config("SET", "maxmemory", "1");
    expect(await submit("refused")).toBe(false);
    finish();
    await until(async () => (await direct.exists("hr:{work}:jobs")) === 0, {
      what: "the running job is settled",
    });
    expect(ledger.rows.get("running")?.state).toBe("done");
    expect(ledger.rows.get("refused")?.state).toBe("queued");

    await direct.config("SET", "maxmemory", "0");
    await untilAllAreDoneOnce();
  });

  test("an append-only file that ends in the middle of a command costs nothing", async () => {
    const { submit, startWorker, server, folder, untilAllAreDoneOnce } = await givenServer({
      keeps: true,
    });
    for (const id of ids) await submit(id);
    await server.stop();
    const files = await readdir(join(folder, "appendonlydir"));
    const path = join(
      folder,
      "appendonlydir",
      files.find((name) => name.endsWith(".incr.aof")) ?? "",
    );
    await truncate(path, (await stat(path)).size - 17);
    await server.start();
    startWorker(async () => "read");
    await untilAllAreDoneOnce();
  });

  test("an old state of Redis that comes back brings ghosts only", async () => {
    const { submit, startWorker, server, folder, direct, ledger, untilAllAreDoneOnce } =
      await givenServer({ args: ["--dbfilename", "old.rdb"] });
    for (const id of ids) await submit(id);
    await direct.save();
    let runs = 0;
    startWorker(async () => {
      runs += 1;
      return "read";
    });
    await untilAllAreDoneOnce();
    // Without a last save: it comes back with what it saved before the jobs were done.
    expect(await readdir(folder)).toContain("old.rdb");
    await server.stop();
    await server.start();
    expect(await direct.hlen("hr:{work}:jobs")).toBe(ids.length);
    await untilAllAreDoneOnce();
    expect(runs).toBe(ids.length);
    expect([...ledger.rows.values()].map(({ refusals }) => refusals)).toEqual(ids.map(() => 0));
  });

  test("after a failover the worker finds the new primary behind the old address", async () => {
    const { submit, startWorker, direct, untilAllAreDoneOnce } = await givenServer();
    startWorker(async () => "read");
    await submit("before");
    await untilAllAreDoneOnce();
    // The old primary has become a replica and refuses writes.
    await direct.replicaof("127.0.0.1", "1");
    expect(await submit("refused")).toBe(false);
    await direct.replicaof("NO", "ONE");
    await submit("after");
    await untilAllAreDoneOnce();
  });
});
