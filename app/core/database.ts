import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { Hand, PhotoMime } from "./photos/photo.ts";
import type { Language, WritingHand } from "./reading/reading.ts";

/**
 * The tables, the same on PostgreSQL and SQLite.
 *
 * One wire form on both: times are whole milliseconds since 1970 (`bigint`), JSON is text that the
 * repositories parse, booleans would be 0 and 1. Names are snake_case here and nowhere else.
 */
export type Database = {
  guests: GuestsTable;
  analyses: AnalysesTable;
  photos: PhotosTable;
  provider_calls: ProviderCallsTable;
};

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

/** A browser that has sent something. Its cookie's token is kept as a hash only. */
export type GuestsTable = {
  id: string;
  token_hash: string;
  created_at: number;
};

export type AnalysisStatus = "queued" | "processing" | "completed" | "failed" | "cancelled";

export type AnalysesTable = {
  id: string;
  guest_id: string;
  label: string | null;
  language: Language;
  writing_hand: WritingHand | null;
  status: AnalysisStatus;
  /** The queue token of the newest run; a commit needs the same one. */
  run_token: string;
  lease_until: number;
  not_before: number;
  attempts: number;
  error_code: string | null;
  /** JSON: what the error's sentence needs. */
  error_params: string | null;
  reader: "openai" | "builtin" | null;
  model: string | null;
  prompt_version: string | null;
  schema_version: string | null;
  /** JSON, as in core/reading/reading.ts. */
  assessment: string | null;
  summary: string | null;
  report: string | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  /** What makes a repeated request the same request, within one guest. */
  request_key: string | null;
  request_hash: string | null;
  created_at: number;
  updated_at: number;
  completed_at: number | null;
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

/**
 * The database's own clock, milliseconds. Leases are compared by it alone, so that two machines
 * whose clocks differ never disagree about whose turn it is.
 */
export const nowMs = sql<number>`now_ms()`;
