import { z } from "zod";
import { stages } from "#core/analyses/analysis-progress.ts";
import { readingParts } from "#core/feedback/reading-part.ts";
import { ReportWithPaths } from "#core/reading/report-with-paths.ts";
import { Assessment, languages, Summary, writingHands } from "#core/reading/reading.ts";
import { pageOf } from "./paging.server.ts";

export const JobStatus = z.enum(["queued", "processing", "completed", "failed", "cancelled"]);

const id = z.uuid();
const time = z.iso.datetime();

export const AcceptedAnalysis = z.strictObject({
  analysis_id: id,
  job_id: id,
  status: JobStatus.describe("`queued`, unless the same request had come before."),
  links: z.strictObject({
    self: z.string(),
    status: z.string(),
    summary: z.string(),
    events: z.string(),
  }),
});
export type AcceptedAnalysis = z.output<typeof AcceptedAnalysis>;

export const ListedAnalysis = z.strictObject({
  analysis_id: id,
  label: z.string().nullable(),
  status: JobStatus,
  language: z.enum(languages),
  headline: z.string().nullable(),
  created_at: time,
});
export type ListedAnalysis = z.output<typeof ListedAnalysis>;

export const AnalysesPage = pageOf(ListedAnalysis);
export type AnalysesPage = z.output<typeof AnalysesPage>;

export const Ground = z.strictObject({
  part: z.string().describe("`hand`, `line:heart`, `area:mind` and the like."),
  rules: z.array(z.string()).readonly().describe("Ids of the rules that spoke."),
});

export const WholeAnalysis = z.strictObject({
  analysis_id: id,
  status: JobStatus,
  label: z.string().nullable(),
  language: z.enum(languages),
  writing_hand: z.enum(writingHands).nullable(),
  reader: z.enum(["openai", "builtin"]).nullable(),
  model: z.string().nullable(),
  prompt_version: z.string().nullable(),
  error: z.strictObject({ code: z.string() }).nullable(),
  assessment: Assessment.nullable(),
  summary: Summary.nullable(),
  report: ReportWithPaths.nullable(),
  grounds: z.array(Ground).readonly().nullable().describe("Null when a model wrote it."),
  created_at: time,
  updated_at: time,
  completed_at: time.nullable(),
});
export type WholeAnalysis = z.output<typeof WholeAnalysis>;

/** Also what the events of an analysis carry. */
export const AnalysisState = z.strictObject({
  analysis_id: id,
  status: JobStatus.describe("`failed` is final; while it is tried again, it is `queued`."),
  stage: z.enum(stages),
  progress: z.number().min(0).max(1).describe("The share of stages that are finished."),
  queue_position: z.int().min(0).nullable(),
  updated_at: time,
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  notice: z.string().nullable().describe("Why it takes longer than usual, if there is a reason."),
});
export type AnalysisState = z.output<typeof AnalysisState>;

export const AnalysisSummary = z.strictObject({
  analysis_id: id,
  status: JobStatus,
  summary: Summary.nullable(),
  requires_login: z.boolean().describe("Whether the report needs an account."),
  created_at: time,
});
export type AnalysisSummary = z.output<typeof AnalysisSummary>;

export const RenamedAnalysis = z.strictObject({
  analysis_id: id,
  status: JobStatus,
  label: z.string().nullable(),
});
export type RenamedAnalysis = z.output<typeof RenamedAnalysis>;

export const ClaimedAnalysis = z.strictObject({ analysis_id: id });
export type ClaimedAnalysis = z.output<typeof ClaimedAnalysis>;

export const CancelledAnalysis = z.strictObject({
  analysis_id: id,
  status: z.literal("cancelled"),
});
export type CancelledAnalysis = z.output<typeof CancelledAnalysis>;

export const RetriedAnalysis = z.strictObject({ analysis_id: id, status: z.literal("queued") });
export type RetriedAnalysis = z.output<typeof RetriedAnalysis>;

export const SharedAnalysis = z.strictObject({ analysis_id: id, url: z.url() });
export type SharedAnalysis = z.output<typeof SharedAnalysis>;

export const RatedPart = z.strictObject({
  analysis_id: id,
  part: z.enum(readingParts),
  helpful: z.boolean().nullable(),
});
export type RatedPart = z.output<typeof RatedPart>;
