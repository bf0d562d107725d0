import { DomainError } from "../errors.ts";
import type { Language } from "../reading/reading.ts";

/** Questions about one reading, and their answers. A reading can have several. */
export type Conversation = {
  readonly id: string;
  readonly analysisId: string;
  readonly userId: string;
  /** From its first question, until its owner gives it another. */
  readonly title: string;
  /** In which it was started; answers are in it unless the question is plainly in the other. */
  readonly language: Language;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type ConversationInList = Conversation & {
  /** Questions asked so far. */
  readonly questions: number;
  /** True while an answer is being written. */
  readonly isPending: boolean;
};

/** Also said of a conversation that exists but is somebody else's. */
export class ConversationNotFound extends DomainError {
  constructor() {
    super("not_found", "conversation.not_found", "There is no such conversation.");
  }
}

/** Only a finished reading with its report can be asked about, and only by the account that it belongs to. */
export class NothingToAskAbout extends DomainError {
  constructor() {
    super(
      "conflict",
      "conversation.no_report",
      "Only a finished reading of an account can be asked about.",
    );
  }
}

export class TooManyConversations extends DomainError {
  constructor(max: number) {
    super("conflict", "conversation.too_many", "This reading has too many conversations.", {
      params: { max },
    });
  }
}

export class ConversationFull extends DomainError {
  constructor(max: number) {
    super("conflict", "conversation.full", "This conversation has too many questions.", {
      params: { max },
    });
  }
}

export class AnswerPending extends DomainError {
  constructor() {
    super("conflict", "conversation.answer_pending", "The answer before is still being written.");
  }
}

export class ClientKeyReused extends DomainError {
  constructor() {
    super(
      "invalid",
      "conversation.key_reused",
      "This client_key came with another question before. Use a new key for a new question.",
    );
  }
}

export class NotStoppable extends DomainError {
  constructor() {
    super("conflict", "conversation.not_stoppable", "No answer is being written.");
  }
}

export class AnswerNotRetryable extends DomainError {
  constructor() {
    super(
      "conflict",
      "conversation.not_retryable",
      "Only the newest answer can be tried again, and only when it has failed or was stopped.",
    );
  }
}
