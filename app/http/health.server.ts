import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { WebDeps } from "./web.server.ts";
import type { Readiness } from "./wire/health.server.ts";

/** A dependency that takes longer is not ready, milliseconds. */
const PATIENCE_MS = 1_000;

/** Ready: the database and Redis answer. 200 or 503, with what each of them said. */
export async function checkHealth(deps: Pick<WebDeps, "db" | "pingRedis">): Promise<Response> {
  const [database, redis] = await Promise.all([
    answers(sql`select 1`.execute(deps.db)),
    answers(deps.pingRedis()),
  ]);
  const isReady = database && redis;
  return Response.json(
    {
      status: isReady ? "ready" : "unavailable",
      database: database ? "ok" : "unavailable",
      redis: redis ? "ok" : "unavailable",
    } satisfies Readiness,
    { status: isReady ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      question.then(
        () => true,
        () => false,
      ),
      delay(PATIENCE_MS, false, { signal: timer.signal }),
    ]);
  } finally {
    timer.abort();
  }
}
