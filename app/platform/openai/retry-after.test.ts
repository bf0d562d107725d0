import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const now = new Date("2026-11-24T10:00:00Z");
const server = setupServer();
beforeAll(() => server.listen());
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test.each([
  [{ "retry-after": "20" }, 20_000],
  [{ "retry-after": "0.5" }, 500],
  [{ "retry-after-ms": "1500", "retry-after": "2" }, 1_500],
  [{ "retry-after": "Tue, 24 Nov 2026 10:00:30 GMT" }, 30_000],
  [{ "retry-after": "Tue, 24 Nov 2026 09:00:00 GMT" }, 0],
  [{ "retry-after": "86400" }, 300_000],
  [{ "retry-after": "soon" }, undefined],
  [{}, undefined],
] as const)("a provider that answers with %j asks for %s ms", async (headers, expected) => {
  server.use(
    http.get("https://provider.example/", () => new HttpResponse(null, { status: 429, headers })),
  );
  const response = await fetch("https://provider.example/");
  expect(readRetryAfter(response.headers, now)).toBe(expected);
});
