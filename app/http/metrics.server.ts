import { mayReadMetrics } from "./may-read-metrics.server.ts";
import { NoSuchPage } from "./no-such-page.server.ts";
import type { RouteArgs } from "./route.server.ts";
import type { WebDeps } from "./web.server.ts";

type MetricsArgs = {
  readonly request: Request;
  readonly connection: Pick<RouteArgs["connection"], "isLoopback">;
  readonly deps: {
    readonly config: Pick<WebDeps["config"], "metricsToken">;
    readonly metrics: Pick<WebDeps["metrics"], "contentType" | "read">;
  };
};

/** @throws NoSuchPage for everybody who may not read them */
export async function answerMetrics({ request, connection, deps }: MetricsArgs): Promise<Response> {
  const asker = {
    authorization: request.headers.get("Authorization") ?? undefined,
    isLoopback: connection.isLoopback,
  };
  if (!mayReadMetrics(asker, deps.config.metricsToken)) throw new NoSuchPage();
  return new Response(await deps.metrics.read(), {
    headers: { "Content-Type": deps.metrics.contentType, "Cache-Control": "no-store" },
  });
}
