import { z } from "zod";
import type { AnalysisStatus } from "../analyses/analysis.ts";
import { auditActions } from "../audit/audit-action.ts";
import { readingParts } from "../feedback/reading-part.ts";
import { declineReasons } from "../conversations/message.ts";
import { hands } from "../photos/photo.ts";
import { Assessment, languages, Summary, writingHands } from "../reading/reading.ts";
import { ReportWithPaths } from "../reading/report-with-paths.ts";
import type { Role } from "./user.ts";

/** Changes when a program that reads the file has to. */
export const ACCOUNT_EXPORT_VERSION = "1.0";

const statuses = [
  "queued",
  "processing",
  "completed",
  "failed",
  "cancelled",
] as const satisfies readonly AnalysisStatus[];
const roles = ["user", "admin"] as const satisfies readonly Role[];

const Moment = z.iso.datetime();

const ExportedPhoto = z.strictObject({
  hand: z.enum(hands),
  /** Where it is in the archive; null when there is no such file. */
  file: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  sha256: z.string(),
});

export const ExportedAnalysis = z.strictObject({
  id: z.string(),
  label: z.string().nullable(),
  language: z.enum(languages),
  writing_hand: z.enum(writingHands).nullable(),
  status: z.enum(statuses),
  error: z.strictObject({ code: z.string() }).nullable(),
  reader: z.enum(["openai", "builtin"]).nullable(),
  model: z.string().nullable(),
  prompt_version: z.string().nullable(),
  created_at: Moment,
  completed_at: Moment.nullable(),
  assessment: Assessment.nullable(),
  summary: Summary.nullable(),
  report: ReportWithPaths.nullable(),
  /** Which rules spoke for which part of the report; null when a model wrote it. */
  grounds: z
    .array(z.strictObject({ part: z.string(), rules: z.array(z.string()).readonly() }))
    .readonly()
    .nullable(),
  /** The link to its summary, which only the report shows; null when there is none. */
  share_link: z.strictObject({ created_at: Moment }).nullable(),
  feedback: z.array(
    z.strictObject({ part: z.enum(readingParts), helpful: z.boolean(), at: Moment }),
  ),
  photos: z.array(ExportedPhoto),
});
export type ExportedAnalysis = z.output<typeof ExportedAnalysis>;

export const ExportedConversation = z.strictObject({
  id: z.string(),
  /** The reading that it is about. */
  analysis_id: z.string(),
  title: z.string(),
  language: z.enum(languages),
  created_at: Moment,
  /** In the order in which they were said. */
  messages: z.array(
    z.strictObject({
      role: z.enum(["user", "assistant"]),
      /** Questions are plain text, answers Markdown. */
      content: z.string(),
      /** Of an answer: how it ended, who wrote it, and why it was declined; null for questions. */
      status: z.enum(["pending", "completed", "failed", "cancelled"]).nullable(),
      replier: z.enum(["openai", "builtin"]).nullable(),
      declined: z.enum(declineReasons).nullable(),
      created_at: Moment,
    }),
  ),
});
export type ExportedConversation = z.output<typeof ExportedConversation>;

export const ExportedApiToken = z.strictObject({
  name: z.string(),
  /** The last characters; the token itself is known to nobody but its owner. */
  ending: z.string(),
  created_at: Moment,
  last_used_at: Moment.nullable(),
});
export type ExportedApiToken = z.output<typeof ExportedApiToken>;

export const ExportedAuditEntry = z.strictObject({
  action: z.enum(auditActions),
  at: Moment,
  device: z.string().nullable(),
  place: z.string().nullable(),
  /** False when an admin or the operator did it. */
  is_own: z.boolean(),
});
export type ExportedAuditEntry = z.output<typeof ExportedAuditEntry>;

/** What `export.json` says (docs/export.md). */
export const AccountExport = z.strictObject({
  schema_version: z.literal(ACCOUNT_EXPORT_VERSION),
  exported_at: Moment,
  account: z.strictObject({
    email: z.string(),
    language: z.enum(languages),
    role: z.enum(roles),
    verified: z.boolean(),
    created_at: Moment,
  }),
  analyses: z.array(ExportedAnalysis),
  conversations: z.array(ExportedConversation),
  api_tokens: z.array(ExportedApiToken),
  audit: z.array(ExportedAuditEntry),
});
export type AccountExport = z.output<typeof AccountExport>;
