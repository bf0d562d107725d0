import type { Liveness } from "#http/wire/health.server.ts";

/** Alive: the process answers. Says nothing about what it depends on. */
export const loader = () =>
  Response.json({ status: "alive" } satisfies Liveness, {
    headers: { "Cache-Control": "no-store" },
  });
