import { sql } from "kysely";
import type { Ledger } from "#queue/define-job.ts";
import type { AnalysesTable, Db } from "../database.ts";
import { createRowLedger } from "../jobs/row-ledger.ts";
import type { Reading } from "../reading/reading.ts";
import { findAnalysis } from "./analyses.repo.ts";
import type { Analysis } from "./analysis.ts";
import { ANALYSIS_LEASE_MS } from "./jobs.ts";

export type ReadAnalysis = {
  readonly reader: "openai" | "builtin";
  /** What the reader is made of (PalmReader); null when the reading was there before. */
  readonly recipe: string | null;
  readonly reading: Reading;
};

/**
 * The analyses table as the queue's ledger. `onFailed` is called once for each analysis that has failed for good.
 * A lease has to outlast three renewals (#queue/timings.ts).
 */
export function createAnalysisLedger(
  db: Db,
  {
    leaseMs = ANALYSIS_LEASE_MS,
    onFailed,
  }: { readonly leaseMs?: number; readonly onFailed?: (id: string) => Promise<void> } = {},
): Ledger<Analysis, ReadAnalysis> {
  const { settle, ...rows } = createRowLedger<Analysis, AnalysesTable>(db, {
    table: "analyses",
    leaseMs,
    user: sql<string>`coalesce(user_id, guest_id)`,
    onFailed,
    async find(id) {
      const analysis = await findAnalysis(db, id);
      return analysis && { job: analysis, status: analysis.status };
    },
  });

  return {
    ...rows,
    commit: (id, token, { reader, recipe, reading }) =>
      settle(
        id,
        token,
        {
          status: "completed",
          error_code: null,
          error_params: null,
          reader,
          recipe,
          model: reading.model,
          prompt_version: reading.promptVersion,
          schema_version: reading.schemaVersion,
          assessment: JSON.stringify(reading.assessment),
          summary: JSON.stringify(reading.summary),
          report: reading.report && JSON.stringify(reading.report),
          sights: reading.sights && JSON.stringify(reading.sights),
          grounds: reading.grounds && JSON.stringify(reading.grounds),
          prompt_tokens: reading.usage?.promptTokens ?? null,
          completion_tokens: reading.usage?.completionTokens ?? null,
        },
        { completed: true },
      ),
  };
}
