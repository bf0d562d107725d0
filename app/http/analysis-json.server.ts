import type { Analysis } from "#core/analyses/analysis.ts";
import type { AnalysisInList } from "#core/analyses/analyses.repo.ts";
import { reportWithPaths } from "#core/reading/report-with-paths.ts";

/** An analysis in a list of the API. */
export function toListedJson(analysis: AnalysisInList) {
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
export function toAnalysisJson(analysis: Analysis) {
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
