import type { AnalysisStatus, Db } from "../database.ts";
import type { MessageParams } from "../errors.ts";
import type { AnalysisQueue, AnalysisTicket, ReadingStage } from "../ports.ts";
import type { HoldReason } from "../reading/reading-failures.ts";
import { findAnalysis } from "./analyses.repo.ts";
import { type Analysis, AnalysisNotFound, isFinal } from "./analysis.ts";

/** The stages that a person watches, in order. */
export const stages = ["received", "checking", "reading", "done"] as const;
export type Stage = (typeof stages)[number];

/** How far an analysis has come, as pages, API and event streams tell it. */
export type AnalysisProgress = {
  readonly analysisId: string;
  readonly status: AnalysisStatus;
  readonly stage: Stage;
  /** Finished stages ÷ all stages, 0–1. Counted, never estimated. */
  readonly progress: number;
  /** How many analyses stand before this one; null when it is not waiting. */
  readonly queuePosition: number | null;
  readonly updatedAt: Date;
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  /** Why it has to wait longer than usual; null when it need not. */
  readonly held: HoldReason | null;
};

/** The row with what the queue adds to it. Works without the queue, only less precisely. */
export function toProgress(
  analysis: Analysis,
  ticket: AnalysisTicket | undefined,
): AnalysisProgress {
  const stage = stageOf(analysis.status, ticket?.stage ?? null);
  return {
    analysisId: analysis.id,
    status: analysis.status,
    stage,
    progress: stage === "done" ? 1 : stages.indexOf(stage) / stages.length,
    queuePosition: analysis.status === "queued" ? (ticket?.position ?? null) : null,
    updatedAt: analysis.updatedAt,
    error: analysis.error,
    held: isFinal(analysis.status) ? null : (ticket?.held ?? null),
  };
}

function stageOf(status: AnalysisStatus, said: ReadingStage | null): Stage {
  switch (status) {
    case "queued":
      return "received";
    case "processing":
      return said ?? "checking";
    case "completed":
    case "failed":
    case "cancelled":
      return "done";
  }
}

/**
 * Reads how far the analysis has come. The row decides; when the queue does not answer, its part is left out.
 *
 * @throws AnalysisNotFound
 */
export async function getProgress(
  deps: { readonly db: Db; readonly analysisQueue: AnalysisQueue },
  analysisId: string,
): Promise<AnalysisProgress> {
  const analysis = await findAnalysis(deps.db, analysisId);
  if (!analysis) throw new AnalysisNotFound();
  if (isFinal(analysis.status)) return toProgress(analysis, undefined);

  const ticket = await deps.analysisQueue.findTicket(analysisId).catch(() => undefined);
  return toProgress(analysis, ticket);
}

/** Equal for two states that look the same to whoever is waiting. */
export function progressKey({ status, stage, queuePosition, held }: AnalysisProgress): string {
  return [status, stage, queuePosition ?? "", ...(held ? [held] : [])].join(".");
}
