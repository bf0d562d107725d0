import { findAnalysis } from "#core/analyses/analyses.repo.ts";
import type { Analysis } from "#core/analyses/analysis.ts";
import { type Asked, startConversation } from "#core/conversations/ask-question.ts";
import type { ConversationLimits } from "#core/conversations/conversation-limits.ts";
import type { Db } from "#core/database.ts";
import type { Reading } from "#core/reading/reading.ts";
import { createFakePhotoStore } from "./fake-photo-store.ts";
import { createFakeReplyQueue } from "./fake-replies.ts";
import { finishReading } from "./finish-reading.ts";
import { given } from "./given.ts";
import { sampleAnswer } from "./sample-answer.ts";
import { silentLog } from "./silent-log.ts";

export const plentyOfQuestions: ConversationLimits = {
  questionsPerHour: 10_000,
  answerTokensPerDay: 1e9,
};

/** A finished reading with a report, which its user can ask about. */
export async function givenReport(
  db: Db,
  { userId, reading }: { readonly userId?: string; readonly reading?: Partial<Reading> } = {},
): Promise<Analysis> {
  const owner = { kind: "user" as const, id: userId ?? (await given.user(db)).id };
  const { id } = await given.analysis(db, { owner });
  const { report } = sampleAnswer({ language: "en", slots: ["left"] });
  const queued = await findAnalysis(db, id);
  if (!queued) throw new Error("the reading was not stored");
  await finishReading(
    { db, photoStore: createFakePhotoStore() },
    queued,
    given.reading({ report, ...reading }),
  );
  const analysis = await findAnalysis(db, id);
  if (!analysis) throw new Error("the reading was not stored");
  return analysis;
}

/** A conversation whose first question waits for its answer. */
export async function givenConversation(
  db: Db,
  {
    analysis,
    message = "What does my heart line say?",
  }: { readonly analysis?: Analysis; readonly message?: string } = {},
): Promise<Asked> {
  return startConversation(
    { db, replyQueue: createFakeReplyQueue(), log: silentLog },
    {
      analysis: analysis ?? (await givenReport(db)),
      message,
      clientKey: `key-${Math.random()}`,
      language: "en",
      limits: plentyOfQuestions,
    },
  );
}

/** What a worker leaves behind of the newest question. */
export async function finishAnswer(
  db: Db,
  conversationId: string,
  changes: {
    readonly status?: "completed" | "failed" | "cancelled";
    readonly answer?: string;
  } = {},
): Promise<void> {
  await db
    .updateTable("replies")
    .set({
      status: changes.status ?? "completed",
      answer: changes.answer ?? "It curves upwards.",
      error_code: changes.status === "failed" ? "reply.unavailable" : null,
      completed_at: Date.now(),
      updated_at: Date.now(),
    })
    .where("conversation_id", "=", conversationId)
    .where("status", "in", ["queued", "processing"])
    .execute();
}

/** A conversation of the user about a reading of their own, with an answer to look at. Gives back its id. */
export async function givenAnsweredConversation(db: Db, userId: string): Promise<string> {
  const analysis = await givenReport(db, { userId });
  const { conversation } = await givenConversation(db, { analysis });
  await finishAnswer(db, conversation.id);
  return conversation.id;
}
