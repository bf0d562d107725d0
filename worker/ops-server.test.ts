import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { silentLog } from "#tests/support/silent-log.ts";
import type { ProcessHealth } from "./health.ts";
import { openOpsServer, type OpsServerOptions } from "./ops-server.ts";

const TOKEN = "a-token-of-the-tests";
const ready: ProcessHealth = { isWell: true, report: { status: "ready", queues: {} } };

async function given(options: Partial<OpsServerOptions> = {}) {
  const server = await openOpsServer({
    host: "127.0.0.1",
    port: 0,
    metrics: { contentType: "text/plain; version=0.0.4", read: async () => "one 1\n" },
    metricsToken: undefined,
    health: () => ready,
    log: silentLog,
    ...options,
  });
  onTestFinished(() => server.close());
  return (path: string, init?: RequestInit) => fetch(server.url + path, init);
}

describe("the worker's own server", () => {
  test("says that the process is alive, and how its workers are", async () => {
    let health = ready;
    const ask = await given({ health: () => health });
    expect((await ask("/-/healthz")).status).toBe(200);
    const answer = await ask("/healthz");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual(ready.report);

    health = { isWell: false, report: { status: "stopping", queues: {} } };
    const refused = await ask("/healthz");
    expect(refused.status).toBe(503);
    expect(await refused.json()).toEqual({ status: "stopping", queues: {} });
    expect((await ask("/-/healthz")).status, "it lives all the same").toBe(200);
  });

  test("tells its metrics to this machine while there is no token, and then to whoever brings it", async () => {
    const open = await given();
    const answer = await open("/metrics");
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4");
    expect(await answer.text()).toBe("one 1\n");
    const passedOn = { headers: { "X-Forwarded-For": "203.0.113.7" } };
    expect((await open("/metrics", passedOn)).status).toBe(404);

    const closed = await given({ metricsToken: TOKEN });
    expect((await closed("/metrics")).status).toBe(404);
    const withToken = { headers: { Authorization: `Bearer ${TOKEN}` } };
    expect((await closed("/metrics", withToken)).status).toBe(200);
  });

  test("only reads: another method is refused, another address is not there", async () => {
    const ask = await given();
    const refused = await ask("/healthz", { method: "POST", body: "x".repeat(100_000) });
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe("GET, HEAD");
    expect((await ask("/")).status).toBe(404);
    const head = await ask("/metrics?x=1", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("survives metrics that fail", async () => {
    const read = () => Promise.reject(new Error("a bug"));
    const ask = await given({ metrics: { contentType: "text/plain", read } });
    expect((await ask("/metrics")).status).toBe(500);
    expect((await ask("/healthz")).status).toBe(200);
  });

  test("cuts off whoever connects and says nothing", async () => {
    const server = await openOpsServer({
      host: "127.0.0.1",
      port: 0,
      metrics: { contentType: "text/plain", read: async () => "" },
      metricsToken: undefined,
      health: () => ready,
      log: silentLog,
    });
    onTestFinished(() => server.close());
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.resume();
    const startedAt = performance.now();
    await new Promise((closed) => socket.once("close", closed));
    expect(performance.now() - startedAt).toBeLessThan(12_000);
  });
});
