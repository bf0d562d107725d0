import type { DatabasePool } from "../database/open-database.ts";
import type { MetricsRegistry } from "./metrics-registry.ts";

/** The database's connections. A process with SQLite has none, and tells none. */
export function addPoolMetrics(registry: MetricsRegistry, pool: DatabasePool | null): void {
  if (pool === null) return;
  registry.gauge(
    "database_pool_connections",
    "Open connections to PostgreSQL, by what they do.",
    ["state"],
    function () {
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
    },
  );
  registry.gauge("database_pool_waiting", "Queries that wait for a connection.", [], function () {
    this.set(pool.waitingCount);
  });
}
