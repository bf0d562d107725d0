import { createHash, timingSafeEqual } from "node:crypto";
import { NoSuchPage } from "./no-such-page.server.ts";
import type { RouteArgs } from "./route.server.ts";
import type { WebDeps } from "./web.server.ts";

type MetricsArgs = {
  readonly request: Request;
  readonly connection: Pick<RouteArgs["connection"], "isLoopback">;
  readonly deps: {
    readonly config: Pick<WebDeps["config"], "metricsToken">;
    readonly metrics: WebDeps["metrics"];
  };
};

/**
 * The metrics, for whoever brings METRICS_TOKEN or, where none is set, for programs on this machine.
 *
 * @throws NoSuchPage for everybody else
 */
export async function answerMetrics({ request, connection, deps }: MetricsArgs): Promise<Response> {
  const { metricsToken } = deps.config;
  const isAllowed =
    metricsToken === undefined
      ? connection.isLoopback
      : isSame(request.headers.get("Authorization") ?? "", `Bearer ${metricsToken}`);
  if (!isAllowed) throw new NoSuchPage();
  return new Response(await deps.metrics.read(), {
    headers: { "Content-Type": deps.metrics.contentType, "Cache-Control": "no-store" },
  });
}

/** Compares hashes, which are of one length, so that the time it takes says nothing about the token. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
