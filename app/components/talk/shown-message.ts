import type { AnswerStatus } from "#core/conversations/message.ts";
import type { MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";

export type ShownQuestion = {
  readonly role: "user";
  readonly id: string;
  readonly text: string;
  /** Where it is not the page's language. */
  readonly lang: Language | undefined;
};

export type ShownAnswer = {
  readonly role: "assistant";
  readonly id: string;
  readonly status: AnswerStatus;
  /** Made harmless by the server. */
  readonly html: string;
  readonly lang: Language | undefined;
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  /** Null for what nobody had to write. */
  readonly answeredBy: "openai" | "builtin" | null;
};

/** A message as its page shows it. */
export type ShownMessage = ShownQuestion | ShownAnswer;

/** A conversation in its reading's list; `lastAt` is ISO 8601. */
export type ListedConversation = {
  readonly id: string;
  readonly title: string;
  readonly lastAt: string;
};
