import type { Selectable } from "kysely";
import type { JobStatus, RepliesTable } from "../database.ts";
import type { MessageParams } from "../errors.ts";

/**
 * Why a question was not answered from the reading, or an answer not shown. `distress` stops the reading and shows
 * where help is; `off_topic` is all that is not about this reading, commands to the reader among it.
 */
export const declineReasons = [
  "distress",
  "death",
  "lifespan",
  "illness",
  "pregnancy",
  "unborn_sex",
  "marriage",
  "third_person",
  "dates",
  "legal",
  "money",
  "remedies",
  "off_topic",
  "unsafe_answer",
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** An answer's state. One that is still to be written, or is being written, is pending. */
export type AnswerStatus = "pending" | "completed" | "failed" | "cancelled";

export type Question = {
  readonly role: "user";
  readonly id: string;
  /** Orders the messages of a conversation: 1, 2, 3, … */
  readonly seq: number;
  /** Plain text as it was asked. */
  readonly content: string;
  readonly createdAt: Date;
};

export type Answer = {
  readonly role: "assistant";
  readonly id: string;
  readonly seq: number;
  readonly status: AnswerStatus;
  /**
   * Markdown, to be rendered as from a stranger. Empty while pending and when it has failed; what had been shown
   * when it was stopped.
   */
  readonly content: string;
  readonly declined: DeclineReason | null;
  /** Why it failed for good, or that an admin dropped it: then it is cancelled. Null in every other state. */
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  /** Who wrote it; null for kind refusals, which need nobody, and before it is written. */
  readonly replier: "openai" | "builtin" | null;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
};

export type Message = Question | Answer;

/** The error of an answer that an admin took out for good. One that its owner has stopped has none that is told. */
export const DROPPED = "reply.dropped";

const statusOf: Record<JobStatus, AnswerStatus> = {
  queued: "pending",
  processing: "pending",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

export function toQuestion(row: Selectable<RepliesTable>): Question {
  return {
    role: "user",
    id: row.question_id,
    seq: 2 * row.turn - 1,
    content: row.question,
    createdAt: new Date(row.created_at),
  };
}

export function toAnswer(row: Selectable<RepliesTable>): Answer {
  return {
    role: "assistant",
    id: row.id,
    seq: 2 * row.turn,
    status: statusOf[row.status],
    content: row.answer,
    declined: row.declined,
    error:
      row.error_code !== null && (row.status === "failed" || isDropped(row))
        ? {
            code: row.error_code,
            params:
              row.error_params === null ? {} : (JSON.parse(row.error_params) as MessageParams),
          }
        : null,
    replier: row.replier,
    createdAt: new Date(row.created_at),
    completedAt: row.completed_at === null ? null : new Date(row.completed_at),
  };
}

function isDropped({ status, error_code }: Selectable<RepliesTable>): boolean {
  return status === "cancelled" && error_code === DROPPED;
}
