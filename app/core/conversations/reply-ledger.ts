import { sql } from "kysely";
import type { Ledger } from "#queue/define-job.ts";
import { findAnalysis } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import type { Db, RepliesTable } from "../database.ts";
import { DomainError } from "../errors.ts";
import { createRowLedger } from "../jobs/row-ledger.ts";
import type { ReplyTeller } from "../ports.ts";
import type { Conversation } from "./conversation.ts";
import { findConversation } from "./conversations.repo.ts";
import { REPLY_LEASE_MS } from "./jobs.ts";
import type { DeclineReason } from "./message.ts";
import type { Replier, ReplyUsage } from "./replier.ts";
import { findReply } from "./replies.repo.ts";
import { RESERVED_TOKENS } from "./conversation-limits.ts";
import { NobodyAnswers } from "./reply-failures.ts";
import {
  findAskedAt,
  forgetPaidRun,
  notePaidRun,
  releaseUnpaidShare,
  settleReplyShare,
} from "./reply-uses.repo.ts";

/** A question that is to be answered. */
export type ReplyToWrite = {
  readonly id: string;
  readonly turn: number;
  readonly question: string;
  readonly conversation: Conversation;
  readonly analysis: Analysis | undefined;
  /** When it was asked, or asked again. */
  readonly askedAt: Date;
};

export type WrittenReply = {
  readonly answer: string;
  readonly declined: DeclineReason | null;
  /** Null when nobody was asked. */
  readonly replier: "openai" | "builtin" | null;
  readonly model: string | null;
  readonly promptVersion: string | null;
  readonly usage: ReplyUsage | null;
  /** Millionths of a dollar. */
  readonly cost: number | null;
};

/**
 * The replies table as the queue's ledger. Whoever watches is told when a row has ended.
 *
 * Every run that may be paid for is noted before it begins, and the note goes when nothing was called. So whoever ends
 * the answer without knowing of its runs, by stopping it or because its worker is gone, knows whether to count it.
 */
export function createReplyLedger(
  db: Db,
  {
    teller,
    replier = "openai",
    leaseMs = REPLY_LEASE_MS,
  }: {
    readonly teller?: Pick<ReplyTeller, "tellOver"> | undefined;
    /** Who answers in the runs that are claimed here: the built-in replier costs nothing. */
    readonly replier?: Replier["name"];
    readonly leaseMs?: number;
  } = {},
): Ledger<ReplyToWrite, WrittenReply> {
  const { settle, ...rows } = createRowLedger<ReplyToWrite, RepliesTable>(db, {
    table: "replies",
    leaseMs,
    user: sql<string>`(select user_id from conversations where conversations.id = replies.conversation_id)`,
    async onFailed(id) {
      await releaseUnpaidShare(db, id);
      await teller?.tellOver(id);
    },
    async find(id) {
      const row = await findReply(db, id);
      const conversation = row && (await findConversation(db, row.conversation_id));
      if (!row || !conversation) return undefined;
      const analysis = await findAnalysis(db, conversation.analysisId);
      return {
        job: {
          id,
          turn: row.turn,
          question: row.question,
          conversation,
          analysis,
          askedAt: (await findAskedAt(db, id)) ?? new Date(row.created_at),
        },
        status: row.status,
      };
    },
  });

  return {
    ...rows,
    async claim(id, token) {
      if (replier === "builtin") return rows.claim(id, token);
      await notePaidRun(db, id);
      const claim = await rows.claim(id, token);
      if (claim.outcome !== "claimed") await forgetPaidRun(db, id);
      return claim;
    },
    async postpone(id, token, error, delayMs) {
      if (!mayHavePaid(error)) await forgetPaidRun(db, id, token);
      return rows.postpone(id, token, error, delayMs);
    },
    async fail(id, token, error) {
      if (!mayHavePaid(error)) await forgetPaidRun(db, id, token);
      return rows.fail(id, token, error);
    },
    async commit(id, token, { answer, declined, replier, model, promptVersion, usage, cost }) {
      const isOurs = await settle(
        id,
        token,
        {
          status: "completed",
          error_code: null,
          error_params: null,
          answer,
          declined,
          replier,
          model,
          prompt_version: promptVersion,
          prompt_tokens: usage?.promptTokens ?? null,
          cached_tokens: usage?.cachedTokens ?? null,
          completion_tokens: usage?.completionTokens ?? null,
          cost_microusd: cost,
        },
        { completed: true },
      );
      if (isOurs) {
        await settleReplyShare(db, id, spentTokens({ replier, usage }));
        await teller?.tellOver(id);
      }
      return isOurs;
    },
  };
}

/** Not every server counts; then what was reserved is taken to be spent. */
function spentTokens({ replier, usage }: Pick<WrittenReply, "replier" | "usage">): number {
  if (usage) return usage.promptTokens + usage.completionTokens;
  return replier === "openai" ? RESERVED_TOKENS : 0;
}

/** A call that was not let through, by us or by the provider, costs nothing; any other may have. */
function mayHavePaid(error: unknown): boolean {
  if (error instanceof NobodyAnswers) return false;
  return !DomainError.is(error) || error.kind !== "rate_limited";
}
