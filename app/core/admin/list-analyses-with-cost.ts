import { listPaidCallsOf } from "../analyses/paid-calls.repo.ts";
import type { Db } from "../database.ts";
import { type AnalysisForAdmin, type AnalysisSearch, listAllAnalyses } from "./admin.repo.ts";
import type { StreamsAdmin } from "./streams-admin.ts";

/** What an analysis was paid for with, all its answers together. */
export type Paid = {
  readonly tokens: number;
  /** Millionths of a dollar, by list price. */
  readonly cost: number;
};

export type AnalysisWithCost = AnalysisForAdmin & {
  /** Null when nobody was paid. */
  readonly paid: Paid | null;
};

/** Everybody's analyses, newest first, with what each has cost. */
export async function listAnalysesWithCost(
  { db, streamsAdmin }: { readonly db: Db; readonly streamsAdmin: Pick<StreamsAdmin, "costOf"> },
  search: AnalysisSearch,
): Promise<{ items: readonly AnalysisWithCost[]; total: number }> {
  const { items, total } = await listAllAnalyses(db, search);
  const calls = await listPaidCallsOf(
    db,
    items.map(({ id }) => id),
  );
  const paid = new Map<string, Paid>();
  for (const { analysisId, model, promptTokens, completionTokens } of calls) {
    const usage = { promptTokens: promptTokens ?? 0, completionTokens: completionTokens ?? 0 };
    const before = paid.get(analysisId) ?? { tokens: 0, cost: 0 };
    paid.set(analysisId, {
      tokens: before.tokens + usage.promptTokens + usage.completionTokens,
      cost: before.cost + streamsAdmin.costOf(model, usage),
    });
  }
  return { items: items.map((item) => ({ ...item, paid: paid.get(item.id) ?? null })), total };
}
