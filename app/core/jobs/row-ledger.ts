import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Claim, Ledger, Token, UnsettledJob } from "#queue/define-job.ts";
import { type Db, type JobColumns, type JobStatus, nowMs } from "../database.ts";
import { DomainError } from "../errors.ts";

/** Tables whose rows are work. */
type JobTable = "analyses" | "thumbnails" | "mails" | "replies";

/** Younger queued rows are left to the request that is just about to ring for them, milliseconds. */
const RING_GRACE_MS = 3_000;

/** Written out: with parameters in their place SQLite does not know the condition of the partial indexes again. */
const isUnsettled = sql<boolean>`status in ('queued', 'processing')`;

export type RowLedger<Job, Columns> = Omit<Ledger<Job, never>, "commit"> & {
  /** Changes the row only while `token` is its current run. False when it was fenced off. */
  readonly settle: (
    id: string,
    token: Token,
    changes: Partial<Columns> & { readonly status: JobStatus },
    times?: { readonly completed?: boolean; readonly delayMs?: number },
  ) => Promise<boolean>;
};

/**
 * A table as the queue's ledger: every method is one conditional statement, and the run's token decides. The row is
 * the truth, the job is a doorbell (docs/architecture.md). What a finished run writes is the caller's: see `settle`.
 */
export function createRowLedger<Job, Columns extends JobColumns>(
  db: Db,
  options: {
    readonly table: JobTable;
    /** How long a run owns its row without saying that it lives, milliseconds. */
    readonly leaseMs: number;
    readonly find: (id: string) => Promise<{ job: Job; status: JobStatus } | undefined>;
    /** SQL for whose share of the workers the row takes. */
    readonly user: RawBuilder<string>;
    /** Called once for each row that has failed for good. */
    readonly onFailed?: ((id: string) => Promise<void>) | undefined;
  },
): RowLedger<Job, Columns> {
  const { table, leaseMs, find, onFailed } = options;
  // Kysely cannot say "one of these tables"; they share these columns.
  const rows = db as unknown as Kysely<Record<JobTable, JobColumns>>;

  const settle: RowLedger<Job, Columns>["settle"] = async (id, token, changes, times = {}) => {
    const { numUpdatedRows } = await rows
      .updateTable(table)
      .set((eb) => ({
        ...(changes as Partial<JobColumns>),
        lease_until: 0,
        updated_at: nowMs,
        not_before: times.delayMs === undefined ? 0 : eb(nowMs, "+", times.delayMs),
        ...(times.completed ? { completed_at: nowMs } : {}),
      }))
      .where("id", "=", id)
      .where("run_token", "=", token)
      .where("status", "=", "processing")
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  };

  return {
    settle,

    async claim(id, token): Promise<Claim<Job>> {
      const { numUpdatedRows } = await rows
        .updateTable(table)
        .set((eb) => ({
          status: "processing" as const,
          run_token: token,
          lease_until: eb(nowMs, "+", leaseMs),
          attempts: eb("attempts", "+", 1),
          updated_at: nowMs,
        }))
        .where("id", "=", id)
        .where("status", "in", ["queued", "processing"])
        .where("run_token", "<", token)
        .executeTakeFirst();
      const found = await find(id);

      if (!found) return { outcome: "gone" };
      if (numUpdatedRows === 1n) return { outcome: "claimed", job: found.job };
      if (found.status === "cancelled") return { outcome: "cancelled" };
      if (found.status === "completed" || found.status === "failed") return { outcome: "settled" };

      const holder = await rows
        .selectFrom(table)
        .select(["run_token", (eb) => eb("lease_until", ">", nowMs).as("lease_alive")])
        .where("id", "=", id)
        .executeTakeFirst();
      if (!holder) return { outcome: "gone" };
      // SQLite answers a comparison with 0 or 1, PostgreSQL with a boolean.
      return { outcome: "fenced", by: holder.run_token, leaseAlive: Boolean(holder.lease_alive) };
    },

    async holds(id, token) {
      const row = await rows
        .selectFrom(table)
        .select("id")
        .where("id", "=", id)
        .where("run_token", "=", token)
        .where("status", "=", "processing")
        .executeTakeFirst();
      return row !== undefined;
    },

    async renew(tokens) {
      if (tokens.length === 0) return;
      await rows
        .updateTable(table)
        .set((eb) => ({ lease_until: eb(nowMs, "+", leaseMs) }))
        .where("run_token", "in", [...tokens])
        .where("status", "=", "processing")
        // Said again so that the partial index of unsettled rows serves the statement.
        .where(isUnsettled)
        .execute();
    },

    postpone: (id, token, error, delayMs) =>
      settle(
        id,
        token,
        { status: "queued", ...toErrorColumns(error) } as Partial<Columns> & { status: JobStatus },
        { delayMs },
      ),

    async fail(id, token, error) {
      const columns = { status: "failed", ...toErrorColumns(error) } as Partial<Columns> & {
        status: JobStatus;
      };
      const isOurs = await settle(id, token, columns, { completed: true });
      if (isOurs) await onFailed?.(id);
      return isOurs;
    },

    async failCrashed(id) {
      const { numUpdatedRows } = await rows
        .updateTable(table)
        .set({
          status: "failed",
          error_code: "internal",
          error_params: null,
          lease_until: 0,
          updated_at: nowMs,
          completed_at: nowMs,
        })
        .where("id", "=", id)
        .where("status", "in", ["queued", "processing"])
        .executeTakeFirst();
      const isOurs = numUpdatedRows === 1n;
      if (isOurs) await onFailed?.(id);
      return isOurs;
    },

    release: (id, token) =>
      settle(id, token, { status: "queued" } as Partial<Columns> & { status: JobStatus }),

    async listUnsettled(after, limit): Promise<readonly UnsettledJob[]> {
      const unsettled = await rows
        .selectFrom(table)
        .select(["id", "status", "not_before", nowMs.as("now"), options.user.as("user")])
        .where("id", ">", after ?? "")
        // Said plainly so that the partial index of unsettled rows serves the query.
        .where(isUnsettled)
        .where(({ or, and, eb }) =>
          or([
            and([
              eb("status", "=", "queued"),
              eb("updated_at", "<", eb(nowMs, "-", RING_GRACE_MS)),
            ]),
            and([eb("status", "=", "processing"), eb("lease_until", "<", nowMs)]),
          ]),
        )
        .orderBy("id")
        .limit(limit)
        .execute();
      return unsettled.map((row) => ({
        id: row.id,
        user: row.user,
        cost: 1,
        delayMs: Math.max(0, row.not_before - row.now),
        isClaimed: row.status === "processing",
      }));
    },
  };
}

/** What the row remembers of an error: its code for the page, never its stack or its message. */
function toErrorColumns(error: unknown): Pick<JobColumns, "error_code" | "error_params"> {
  if (!DomainError.is(error)) return { error_code: "internal", error_params: null };
  return {
    error_code: error.code,
    error_params: Object.keys(error.params).length > 0 ? JSON.stringify(error.params) : null,
  };
}
