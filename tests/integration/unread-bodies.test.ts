import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Product, startProduct } from "#tests/support/product.ts";

/** Answers that go out while the client is still sending, seen from the socket: nobody may be left hanging by one. */
let product: Product;
beforeAll(async () => {
  product = await startProduct({ worker: false });
}, 60_000);
afterAll(() => product[Symbol.asyncDispose]());

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/** How long an answer may take, and the end of a connection that was closed; milliseconds. */
const PATIENCE_MS = 5_000;

type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly type?: string;
  readonly bytes: number;
  readonly chunked?: boolean;
};

function headOf({ method = "POST", path, type = FORM, bytes, chunked = false }: Sent): string {
  const length = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${bytes}`;
  return `${method} ${path} HTTP/1.1\r\nHost: ${new URL(product.url).host}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`;
}

function bodyOf({ bytes, chunked = false }: Sent): string {
  const body = "x".repeat(bytes);
  return chunked ? `${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
}

/**
 * Sends one request after the other on one connection, the next once the one before is answered, and gives the heads
 * of the answers until the server has closed.
 */
function converse(requests: readonly Sent[]): Promise<{ heads: string[]; isClosed: boolean }> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(product.url);
    const socket = connect(Number(port), hostname);
    const waiting = [...requests];
    let text = "";
    const heads = () => text.match(/HTTP\/1\.1 [^]*?\r\n\r\n/g) ?? [];
    const finish = (isClosed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ heads: heads(), isClosed });
    };
    const timer = setTimeout(() => finish(false), PATIENCE_MS);
    const sendNext = () => {
      const next = waiting.shift();
      if (next) socket.write(headOf(next) + bodyOf(next));
    };
    socket.setEncoding("latin1");
    socket.on("connect", sendNext);
    socket.on("data", (chunk: string) => {
      const before = heads().length;
      text += chunk;
      const now = heads();
      if (now.length === before || saysClose(now.at(-1))) return;
      if (now.length === requests.length) finish(false);
      else sendNext();
    });
    socket.on("end", () => finish(true));
    socket.on("error", reject);
  });
}

const saysClose = (head: string | undefined) => /^connection: close\r$/im.test(head ?? "");
const statusOf = (head: string | undefined) => Number(head?.split(" ")[1]);

const healthy = { method: "GET", path: "/-/healthz", bytes: 0 };

describe("an answer to somebody who is still sending", () => {
  const LARGE = 8_000_000;
  test.each<[Sent, number]>([
    [{ path: "/login", bytes: LARGE }, 413],
    [{ path: "/login", bytes: LARGE, chunked: true }, 413],
    [{ path: "/", bytes: LARGE }, 405],
    [{ path: "/no-such-page", bytes: LARGE }, 404],
    [{ path: "/api/v1/nothing", type: JSON_TYPE, bytes: LARGE }, 404],
    [{ path: "/api/v1/auth/login", type: JSON_TYPE, bytes: LARGE }, 413],
    [{ path: "/api/v1/auth/login", type: JSON_TYPE, bytes: LARGE, chunked: true }, 413],
    [{ path: "/api/v1/conversations/x/messages", type: JSON_TYPE, bytes: LARGE }, 404],
    [{ path: "/api/v1/analyses", type: JSON_TYPE, bytes: LARGE }, 422],
  ])("arrives, and the connection ends with it: %j", async (sent, status) => {
    const { heads, isClosed } = await converse([sent]);

    expect(heads.map(statusOf)).toEqual([status]);
    expect(saysClose(heads[0])).toBe(true);
    expect(isClosed).toBe(true);
    expect((await converse([healthy])).heads.map(statusOf)).toEqual([200]);
  });
});

describe("whatever was sent", () => {
  // On both sides of what Node and Remix keep of a body that nobody reads.
  const sizes = [100, 60_000, 66_000, 100_000, 131_072, 140_000, 200_000, 400_000];
  const paths = ["/login", "/", "/api/v1/nothing", "/api/v1/conversations/x/messages"];
  test.each(paths.flatMap((path) => sizes.map((bytes) => ({ path, bytes }))))(
    "the connection is closed or takes the next request: %j",
    async (sent) => {
      const { heads, isClosed } = await converse([sent, healthy]);

      if (!isClosed) expect(heads.map(statusOf)).toEqual([expect.any(Number), 200]);
      expect(saysClose(heads[0])).toBe(isClosed);
    },
  );

  test.each(paths)("a connection that brought a small body to %s is kept", async (path) => {
    const small = { path, bytes: 1_000 };
    const { heads } = await converse([small, small, healthy]);

    expect(heads).toHaveLength(3);
    expect(statusOf(heads[2])).toBe(200);
  });
});
