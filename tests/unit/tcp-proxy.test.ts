import { once } from "node:events";
import { createConnection, createServer, type AddressInfo, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startTcpProxy } from "#tests/support/tcp-proxy.ts";
import { until } from "#tests/support/until.ts";

/** A server that says everything back, behind a proxy. */
async function givenEcho() {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      heard.push(chunk.toString());
      socket.write(chunk);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy = await startTcpProxy({ port: (server.address() as AddressInfo).port });
  onTestFinished(async () => {
    await proxy[Symbol.asyncDispose]();
    for (const socket of open) socket.destroy();
    server.close();
  });
  async function connect() {
    const socket = createConnection({ port: proxy.port, host: "127.0.0.1" });
    const client = { socket, got: "", error: "", isClosed: false };
    socket.on("data", (chunk) => (client.got += chunk.toString()));
    socket.on("error", (error: NodeJS.ErrnoException) => (client.error = error.code ?? ""));
    socket.on("close", () => (client.isClosed = true));
    onTestFinished(() => void socket.destroy());
    await Promise.race([once(socket, "connect"), once(socket, "close")]).catch(() => undefined);
    return client;
  }
  return { proxy, connect, heard };
}

test("passes bytes both ways, late when there is latency and never out of order", async () => {
  const { proxy, connect } = await givenEcho();
  const client = await connect();
  client.socket.write("one ");
  await until(() => client.got === "one ", { what: "the echo has come" });

  await proxy.set({ kind: "latency", ms: 60 });
  const sentAt = performance.now();
  client.socket.write("two ");
  await until(() => client.got === "one two ", { what: "the late echo has come" });
  expect(performance.now() - sentAt).toBeGreaterThan(110);

  const large = "x".repeat(3 * 1024 * 1024);
  client.socket.write(large);
  await until(() => client.got.length === large.length + 8, { what: "a lot has come" });
  expect(client.got).toBe(`one two ${large}`);
});

test("refuses, and cuts", async () => {
  const { proxy, connect } = await givenEcho();
  const early = await connect();
  await proxy.set({ kind: "refuse" });
  expect((await connect()).error).toBe("ECONNREFUSED");
  early.socket.write("still here");
  await until(() => early.got === "still here", { what: "an open connection lives on" });

  await proxy.set({ kind: "cut" });
  await until(() => early.error === "ECONNRESET", { what: "it is reset" });
  const late = await connect();
  await until(() => late.isClosed, { what: "a new one is reset too" });
  await proxy.set({ kind: "pass" });
  const again = await connect();
  again.socket.write("back");
  await until(() => again.got === "back", { what: "it is as before" });
});

test("a black hole keeps everything and closes nothing", async () => {
  const { proxy, connect, heard } = await givenEcho();
  const client = await connect();
  await proxy.set({ kind: "blackhole" });
  client.socket.write("lost?");
  const other = await connect();
  other.socket.write("too");
  await expect(
    until(() => heard.length > 0, { what: "anything arrives", withinMs: 100 }),
  ).rejects.toThrow();
  expect([client.isClosed, other.isClosed]).toEqual([false, false]);

  await proxy.set({ kind: "pass" });
  await until(() => client.got === "lost?" && other.got === "too", { what: "all has arrived" });
});

test("a lost reply was heard by the server, and its connection is never used again", async () => {
  const { proxy, connect, heard } = await givenEcho();
  const client = await connect();
  const quiet = await connect();
  await proxy.set({ kind: "dropReplies" });
  client.socket.write("do it");
  await until(() => heard.join("") === "do it", { what: "the server has heard it" });

  await proxy.set({ kind: "pass" });
  await until(() => client.error === "ECONNRESET", { what: "the connection is reset" });
  expect(client.got).toBe("");
  quiet.socket.write("hello");
  await until(() => quiet.got === "hello", { what: "the other one lives on" });
});
