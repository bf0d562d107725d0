import { afterEach, expect } from "vitest";
import type { z } from "zod";
import { findDrift, findOperation, valueDrift } from "./find-drift.ts";
import { readEvents } from "./read-events.ts";

/**
 * Every answer of the API that any test is given has to be what `/openapi.json` says: its status, its type and each key
 * of it. Looks at what passes through `fetch`, and changes nothing of it.
 */
const drifts: string[] = [];
const plainFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const response = await plainFetch(input, init);
  const { pathname } = new URL(response.url);
  const method = init?.method ?? "GET";
  if (!pathname.startsWith("/api/v1/") || method === "OPTIONS" || method === "HEAD") {
    return response;
  }
  const report = (drift: string) =>
    drifts.push(`${method} ${pathname} ${response.status}: ${drift}`);
  const drift = await findDrift(method, pathname, response).catch((error: unknown) =>
    // Whoever leaves in the middle of an answer has not been given one.
    error instanceof SyntaxError ? error.message : undefined,
  );
  if (drift !== undefined) report(drift);
  const told = findOperation(method, pathname)?.answers[response.status];
  return told?.kind === "events" ? withWatchedEvents(response, told.events, report) : response;
};

afterEach(() => {
  expect(drifts.splice(0), "answers that are not as /openapi.json says").toEqual([]);
});

/** The same answer; the events in it are looked at as the test reads them. */
function withWatchedEvents(
  response: Response,
  described: Readonly<Record<string, z.ZodType>>,
  report: (drift: string) => void,
): Response {
  const decoder = new TextDecoder();
  let text = "";
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      text += decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf("\n\n");
      if (end < 0) return;
      for (const { event, data } of readEvents(text.slice(0, end))) {
        const schema = described[event];
        const drift = schema ? valueDrift(data, schema) : "it is not described";
        if (drift !== undefined) report(`event ${event}: ${drift}`);
      }
      text = text.slice(end + 2);
    },
  });
  const watched = new Response(response.body?.pipeThrough(watch), response);
  return Object.defineProperty(watched, "url", { value: response.url });
}
