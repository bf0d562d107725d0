import type { ReadAnalysis } from "#core/analyses/analysis-ledger.ts";
import type { Analysis } from "#core/analyses/analysis.ts";
import { runAnalysis, type RunAnalysisDeps } from "#core/analyses/run-analysis.ts";
import type { Run } from "#queue/define-job.ts";

/** What the queue calls for one analysis. */
export function handleAnalysis(deps: RunAnalysisDeps) {
  return (analysis: Analysis, run: Run): Promise<ReadAnalysis> => runAnalysis(deps, analysis, run);
}
