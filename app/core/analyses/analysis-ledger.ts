import type { Claim, Ledger, Token, UnsettledJob } from "#queue/define-job.ts";
import { type AnalysesTable, type Db, nowMs } from "../database.ts";
import { DomainError, type MessageParams } from "../errors.ts";
import type { Reading } from "../reading/reading.ts";
import { findAnalysis } from "./analyses.repo.ts";
import type { Analysis } from "./analysis.ts";
import { ANALYSIS_LEASE_MS } from "./jobs.ts";

export type ReadAnalysis = { readonly reader: "openai" | "builtin"; readonly reading: Reading };

/** Younger queued rows are left to the request that is just about to ring for them, milliseconds. */
const RING_GRACE_MS = 3_000;

/**
 * The analyses table as the queue's ledger: every method is one conditional statement, and the
 * run's token decides. Design: the row is the truth, the job is a doorbell (docs/architecture.md).
 *
 * `onFailed` is called once for each analysis that has failed for good.
 */
export function createAnalysisLedger(
  db: Db,
  { onFailed }: { readonly onFailed?: (id: string) => Promise<void> } = {},
): Ledger<Analysis, ReadAnalysis> {
  /** Changes the row only while `token` is its current run. False when it was fenced off. */
  async function settle(
    id: string,
    token: Token,
    changes: Partial<Omit<AnalysesTable, "updated_at" | "completed_at" | "not_before">>,
    times: { readonly completed?: boolean; readonly delayMs?: number } = {},
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable("analyses")
      .set((eb) => ({
        ...changes,
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
  }

  return {
    async claim(id, token): Promise<Claim<Analysis>> {
      const { numUpdatedRows } = await db
        .updateTable("analyses")
        .set((eb) => ({
          status: "processing" as const,
          run_token: token,
          lease_until: eb(nowMs, "+", ANALYSIS_LEASE_MS),
          attempts: eb("attempts", "+", 1),
          updated_at: nowMs,
        }))
        .where("id", "=", id)
        .where("status", "in", ["queued", "processing"])
        .where("run_token", "<", token)
        .executeTakeFirst();
      const analysis = await findAnalysis(db, id);

      if (!analysis) return { outcome: "settled" };
      if (numUpdatedRows === 1n) return { outcome: "claimed", job: analysis };
      if (analysis.status === "cancelled") return { outcome: "cancelled" };
      if (analysis.status === "completed" || analysis.status === "failed") {
        return { outcome: "settled" };
      }

      const holder = await db
        .selectFrom("analyses")
        .select(["run_token", (eb) => eb("lease_until", ">", nowMs).as("lease_alive")])
        .where("id", "=", id)
        .executeTakeFirst();
      if (!holder) return { outcome: "settled" };
      // SQLite answers a comparison with 0 or 1, PostgreSQL with a boolean.
      return {
        outcome: "fenced",
        by: holder.run_token,
        leaseAlive: Boolean(holder.lease_alive),
      };
    },

    async renew(tokens) {
      if (tokens.length === 0) return;
      await db
        .updateTable("analyses")
        .set((eb) => ({ lease_until: eb(nowMs, "+", ANALYSIS_LEASE_MS) }))
        .where("run_token", "in", [...tokens])
        .where("status", "=", "processing")
        .execute();
    },

    commit: (id, token, { reader, reading }) =>
      settle(
        id,
        token,
        {
          status: "completed",
          error_code: null,
          error_params: null,
          reader,
          model: reading.model,
          prompt_version: reading.promptVersion,
          schema_version: reading.schemaVersion,
          assessment: JSON.stringify(reading.assessment),
          summary: JSON.stringify(reading.summary),
          report: reading.report && JSON.stringify(reading.report),
          prompt_tokens: reading.usage?.promptTokens ?? null,
          completion_tokens: reading.usage?.completionTokens ?? null,
        },
        { completed: true },
      ),

    postpone: (id, token, error, delayMs) =>
      settle(id, token, { status: "queued", ...toErrorColumns(error) }, { delayMs }),

    async fail(id, token, error) {
      const columns = { status: "failed" as const, ...toErrorColumns(error) };
      const isOurs = await settle(id, token, columns, { completed: true });
      if (isOurs) await onFailed?.(id);
      return isOurs;
    },

    async failCrashed(id) {
      const { numUpdatedRows } = await db
        .updateTable("analyses")
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

    release: (id, token) => settle(id, token, { status: "queued" }),

    async listUnsettled(after, limit): Promise<readonly UnsettledJob[]> {
      const rows = await db
        .selectFrom("analyses")
        .select(["id", "guest_id", "not_before", nowMs.as("now")])
        .where("id", ">", after ?? "")
        // Said plainly so that the partial index of unsettled rows serves the query.
        .where("status", "in", ["queued", "processing"])
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
      return rows.map((row) => ({
        id: row.id,
        user: row.guest_id,
        cost: 1,
        delayMs: Math.max(0, row.not_before - row.now),
      }));
    },
  };
}

/** What the row remembers of an error: its code for the page, never its stack or its message. */
function toErrorColumns(error: unknown): { error_code: string; error_params: string | null } {
  if (!DomainError.is(error)) return { error_code: "internal", error_params: null };
  const params: MessageParams = error.params;
  return {
    error_code: error.code,
    error_params: Object.keys(params).length > 0 ? JSON.stringify(params) : null,
  };
}
