import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { isFromThisMachine } from "./loopback.server.ts";

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  isFromThisMachine({
    headers: { host: "localhost:3000", ...headers },
    socket: { remoteAddress },
  } as unknown as IncomingMessage);

test.each(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])(
  "%s is this machine",
  (address) => {
    expect(from(address)).toBe(true);
  },
);

test.each(["10.0.0.1", "128.0.0.1", "::ffff:10.0.0.1", "fe80::1", "127.0.0.1.example", undefined])(
  "%s is not",
  (address) => {
    expect(from(address)).toBe(false);
  },
);

test.each(["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])(
  "what a proxy on this machine passes on is not from this machine: %s",
  (header) => {
    expect(from("127.0.0.1", { [header.toLowerCase()]: "203.0.113.7" })).toBe(false);
  },
);

test("a request for somebody else's name is none of this machine's, wherever the name leads", () => {
  expect(from("127.0.0.1", { host: "evil.example:3000" })).toBe(false);
  expect(from("127.0.0.1", { host: "localhost.evil.example" })).toBe(false);
  expect(from("::1", { host: "[::1]:3000" })).toBe(true);
});
