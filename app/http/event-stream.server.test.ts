import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OpenStream } from "./connection.server.ts";
import { eventStream, type ServerEvent } from "./event-stream.server.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A client that takes what it is sent, or does not, and a stream that says when it is over. */
function given({ isTaking }: { readonly isTaking: boolean }) {
  const client = new AbortController();
  const over = new AbortController();
  const released = vi.fn(() => over.abort());
  const cutOff = vi.fn(() => client.abort());
  const stream: OpenStream = { signal: over.signal, release: released };
  const connection = {
    signal: client.signal,
    cutOff,
    drained: () => (isTaking ? Promise.resolve() : new Promise<void>(() => undefined)),
  };
  return { client, over, released, cutOff, stream, connection };
}

async function* manyEvents(asked: { count: number }): AsyncGenerator<ServerEvent, undefined> {
  while (asked.count < 50) {
    asked.count += 1;
    yield { id: `${asked.count}-0`, event: "job", data: asked.count };
  }
  return undefined;
}

test("a client that takes everything is sent everything, and nothing of the stream is left", async () => {
  const { stream, connection, client, released, cutOff } = given({ isTaking: true });
  const asked = { count: 0 };
  const text = await eventStream(connection, stream, manyEvents(asked)).text();
  expect(text.match(/^event: job$/gm)).toHaveLength(50);
  expect(text).toContain("id: 50-0\n");
  expect(released).toHaveBeenCalledOnce();
  client.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(cutOff).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("a client that takes nothing is sent nothing more, and is cut off once its time is over", async () => {
  const { stream, connection, over, released, cutOff } = given({ isTaking: false });
  const asked = { count: 0 };
  const answered = eventStream(connection, stream, manyEvents(asked)).text();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.count).toBeLessThan(3);
  expect(released).not.toHaveBeenCalled();

  over.abort();
  expect(await answered).not.toContain("event: job");
  expect(released).toHaveBeenCalledOnce();
  expect(cutOff).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(cutOff).toHaveBeenCalledOnce();
});

test("events that fail break the answer and release the stream", async () => {
  const { stream, connection, released } = given({ isTaking: true });
  // eslint-disable-next-line require-yield
  async function* failing(): AsyncGenerator<ServerEvent, undefined> {
    throw new Error("the database is away");
  }
  await expect(eventStream(connection, stream, failing()).text()).rejects.toThrow("away");
  expect(released).toHaveBeenCalledOnce();
});
