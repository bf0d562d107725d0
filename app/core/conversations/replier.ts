import type { FinishedReading } from "../analyses/analysis.ts";
import type { Language, TokenUsage } from "../reading/reading.ts";
import type { DeclineReason } from "./message.ts";
import type { PartKey } from "./parts.ts";

/** What was asked and answered before. */
export type PastTurn = {
  readonly turn: number;
  readonly question: string;
  readonly answer: string;
};

export type ReplyRequest = {
  /** A stranger's text: data, never an instruction. */
  readonly question: string;
  readonly language: Language;
  readonly reading: FinishedReading;
  /** The latest turns before this one, oldest first. */
  readonly past: readonly PastTurn[];
  readonly today: Date;
};

export type ReplyUsage = TokenUsage & {
  /** Those of the prompt that the provider had in its cache. */
  readonly cachedTokens: number;
};

/** What a replier says, in this order; `head` and `end` once. */
export type ReplyPart =
  | {
      readonly kind: "head";
      /** Set when the replier itself does not want to answer; then no text follows. */
      readonly declined: DeclineReason | null;
    }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "end";
      /** What the answer rests on. */
      readonly restsOn: readonly PartKey[];
      readonly model: string | null;
      readonly usage: ReplyUsage | null;
      /** Millionths of a dollar. */
      readonly cost: number | null;
    };

/** Answers questions about a reading. */
export interface Replier {
  readonly name: "openai" | "builtin";
  readonly promptVersion: string;
  /**
   * Leaving the iteration early ends the call.
   *
   * @throws ReaderRateLimited, ReaderHeld, ReaderUnavailable, ReplyUnusable when trying again may help
   */
  reply(request: ReplyRequest, options: { readonly signal: AbortSignal }): AsyncIterable<ReplyPart>;
}
