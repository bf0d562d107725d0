import type { Generated, Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { Hand, PhotoMime } from "./photos/photo.ts";
import type { ReadingPart } from "./feedback/reading-part.ts";
import type { Language, WritingHand } from "./reading/reading.ts";
import type { DeclineReason } from "./conversations/message.ts";
import type { AuditAction } from "./audit/audit-action.ts";
import type { MailKind } from "./mail/mail.ts";
import type { EmailTokenPurpose } from "./users/email-token.ts";

/**
 * The tables, the same on PostgreSQL and SQLite.
 *
 * One wire form on both: times are whole milliseconds since 1970 (`bigint`), JSON is text that the
 * repositories parse, booleans would be 0 and 1. Names are snake_case here and nowhere else.
 */
export type Database = {
  guests: GuestsTable;
  users: UsersTable;
  analyses: AnalysesTable;
  photos: PhotosTable;
  thumbnails: ThumbnailsTable;
  provider_calls: ProviderCallsTable;
  email_tokens: EmailTokensTable;
  mails: MailsTable;
  api_tokens: ApiTokensTable;
  quota_subjects: QuotaSubjectsTable;
  quota_uses: QuotaUsesTable;
  audit_entries: AuditEntriesTable;
  sweep_findings: SweepFindingsTable;
  conversations: ConversationsTable;
  replies: RepliesTable;
  reply_uses: ReplyUsesTable;
  share_links: ShareLinksTable;
  part_feedback: PartFeedbackTable;
};

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

/** A browser that has sent something. Its cookie's token is kept as a hash only. */
export type GuestsTable = {
  id: string;
  token_hash: string;
  created_at: number;
};

export type UsersTable = {
  id: string;
  /** Normalised (core/users/email.ts), so that `unique` means one account an address. */
  email: string;
  password_hash: string;
  role: "user" | "admin";
  language: Language;
  email_verified_at: number | null;
  created_at: number;
  updated_at: number;
};

export type JobStatus = "queued" | "processing" | "completed" | "failed" | "cancelled";

/** What every table whose rows are work has for the queue's ledger (core/jobs/row-ledger.ts). */
export type JobColumns = {
  id: string;
  status: JobStatus;
  /** The queue token of the newest run; a commit needs the same one. */
  run_token: string;
  lease_until: number;
  not_before: number;
  attempts: number;
  error_code: string | null;
  /** JSON: what the error's sentence needs. */
  error_params: string | null;
  created_at: number;
  updated_at: number;
  completed_at: number | null;
};

export type AnalysisStatus = JobStatus;

/** Belongs to a guest or to a user: exactly one of the two ids is set. */
export type AnalysesTable = JobColumns & {
  guest_id: string | null;
  user_id: string | null;
  label: string | null;
  language: Language;
  writing_hand: WritingHand | null;
  reader: "openai" | "builtin" | null;
  model: string | null;
  prompt_version: string | null;
  schema_version: string | null;
  /** JSON, as in core/reading/reading.ts. */
  assessment: string | null;
  summary: string | null;
  report: string | null;
  sights: string | null;
  grounds: string | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  /** What makes a repeated request the same request, within one owner. */
  request_key: string | null;
  request_hash: string | null;
  /** What was sent (core/analyses/content-hash.ts); null before it was kept. */
  content_hash: string | null;
  /** What the reader was made of that has read it; null when it has not read this one itself. */
  recipe: string | null;
};

export type PhotosTable = {
  id: string;
  analysis_id: string;
  hand: Hand;
  /** Where the photo waits as it came; null once it is normalised. */
  incoming_key: string | null;
  storage_key: string | null;
  thumbnail_key: string | null;
  mime: PhotoMime;
  bytes: number;
  width: number;
  height: number;
  sha256: string;
  created_at: number;
};

/** A thumbnail that is still to be made; its id is the photo's. */
export type ThumbnailsTable = JobColumns;

/** What a provider was paid for, word for word. */
export type ProviderCallsTable = {
  analysis_id: string;
  step: string;
  model: string;
  response: string;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  created_at: number;
};

/** What the link in a mail opens. */
export type EmailTokensTable = {
  token_hash: string;
  user_id: string;
  purpose: EmailTokenPurpose;
  expires_at: number;
  created_at: number;
};

/** A mail that is still to be sent; it is written by the worker at the moment of sending. */
export type MailsTable = JobColumns & {
  kind: MailKind;
  address: string;
  language: Language;
};

export type ApiTokensTable = {
  id: string;
  user_id: string;
  name: string;
  token_hash: string;
  /** The last characters, so that its owner can tell it from others. */
  ending: string;
  created_at: number;
  last_used_at: number | null;
};

/** Whoever has a quota: `guest:ID`, `user:ID`, `network:HASH`. Touching the row is the lock of its uses. */
export type QuotaSubjectsTable = { subject: string; used_at: number };

export type QuotaUsesTable = { use_id: string; subject: string; used_at: number };

/** Append-only. `user_id` is whose account it is about, `actor_id` who did it, `subject` what it was done to. */
export type AuditEntriesTable = {
  id: string;
  user_id: string | null;
  actor_id: string | null;
  action: AuditAction;
  device: string | null;
  place: string | null;
  /** A stream, or `stream:job`; null for what is about an account alone. */
  subject: string | null;
  created_at: number;
};

/** Belongs to the user whose reading it is about. */
export type ConversationsTable = {
  id: string;
  analysis_id: string;
  user_id: string;
  title: string;
  language: Language;
  /** Of the request that started it; unique within a reading. */
  client_key: string;
  created_at: number;
  updated_at: number;
};

/** One question with its answer; the answer is the work, and the row's id is the answer's. */
export type RepliesTable = JobColumns & {
  conversation_id: string;
  /** 1 for the first question. */
  turn: number;
  /** Of the request that asked; unique within a conversation. */
  client_key: string;
  question_id: string;
  question: string;
  /** Empty until it is complete or was stopped. */
  answer: string;
  /** Why the question was not answered from the reading; null when it was. */
  declined: DeclineReason | null;
  replier: "openai" | "builtin" | null;
  model: string | null;
  prompt_version: string | null;
  prompt_tokens: number | null;
  /** Those of the prompt that the provider had in its cache. */
  cached_tokens: number | null;
  completion_tokens: number | null;
  cost_microusd: number | null;
};

/** What one question takes of its user's share: reserved when it is asked, corrected when it is answered. */
export type ReplyUsesTable = {
  reply_id: string;
  user_id: string;
  used_at: number;
  tokens: number;
  /** How often it was asked for within an hour: trying again counts. */
  uses: Generated<number>;
  /** 1 when a run that has failed may have been paid for. */
  may_be_paid: Generated<0 | 1>;
};

/** What opens the summary of an analysis for whoever has it; at most one each. */
export type ShareLinksTable = {
  id: string;
  analysis_id: string;
  /** The token itself follows from the id and our secret (core/sharing/share-token.ts). */
  token_hash: string;
  created_at: number;
};

/** Whether a part of a reading was helpful to its owner; at most one answer a part. */
export type PartFeedbackTable = {
  analysis_id: string;
  part: ReadingPart;
  helpful: 0 | 1;
  created_at: number;
};

export type SweepFindingsTable = { finding: string; count: number; found_at: number };

/**
 * The database's own clock, milliseconds. Leases are compared by it alone, so that two machines
 * whose clocks differ never disagree about whose turn it is.
 */
export const nowMs = sql<number>`now_ms()`;
