import type { AnalysisProgress } from "#core/analyses/analysis-progress.ts";
import type { Analysis } from "#core/analyses/analysis.ts";
import type { AnalysisInList } from "#core/analyses/analyses.repo.ts";
import { reportWithPaths } from "#core/reading/report-with-paths.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type {
  AnalysisState,
  ListedAnalysis,
  WholeAnalysis,
} from "./wire/analysis-answers.server.ts";

/** An analysis in a list of the API. */
export function toListedJson(analysis: AnalysisInList): ListedAnalysis {
  return {
    analysis_id: analysis.id,
    label: analysis.label,
    status: analysis.status,
    language: analysis.language,
    headline: analysis.headline,
    created_at: analysis.createdAt.toISOString(),
  };
}

/** A whole analysis, report included: for its owner's eyes alone, and only with an account. */
export function toAnalysisJson(analysis: Analysis): WholeAnalysis {
  const { reading } = analysis;
  return {
    analysis_id: analysis.id,
    status: analysis.status,
    label: analysis.label,
    language: analysis.language,
    writing_hand: analysis.writingHand,
    reader: reading?.reader ?? null,
    model: reading?.model ?? null,
    prompt_version: reading?.promptVersion ?? null,
    error: analysis.error && { code: analysis.error.code },
    assessment: reading?.assessment ?? null,
    summary: reading?.summary ?? null,
    report: reading?.report ? reportWithPaths(reading.report, reading.sights) : null,
    grounds: reading?.grounds ?? null,
    created_at: analysis.createdAt.toISOString(),
    updated_at: analysis.updatedAt.toISOString(),
    completed_at: analysis.completedAt?.toISOString() ?? null,
  };
}

/** The status object of API and event streams. */
export function toStatusJson(progress: AnalysisProgress, language: Language): AnalysisState {
  return {
    analysis_id: progress.analysisId,
    status: progress.status,
    stage: progress.stage,
    progress: progress.progress,
    queue_position: progress.queuePosition,
    updated_at: progress.updatedAt.toISOString(),
    error: progress.error && {
      code: progress.error.code,
      message: describeProblem(messagesOf(language), progress.error),
    },
    notice: progress.held && messagesOf(language).waiting.held[progress.held],
  };
}
