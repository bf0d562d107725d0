import { Redis } from "ioredis";
import type { Db } from "#core/database.ts";
import { addOver, addPiece } from "#platform/replies/reply-stream.ts";
import { finishAnswer } from "./given-conversation.ts";
import type { Product } from "./product.ts";
import { until } from "./until.ts";

/** Writes answers of a running product in place of its worker, as slowly as a test wants. */
export function createAnswerWriter({ redisUrl }: Pick<Product, "redisUrl">, db: Db) {
  const redis = new Redis(`${redisUrl}/1`);

  async function findPending(conversationId: string): Promise<string | undefined> {
    const row = await db
      .selectFrom("replies")
      .select("id")
      .where("conversation_id", "=", conversationId)
      .where("status", "in", ["queued", "processing"])
      .executeTakeFirst();
    return row?.id;
  }

  return {
    /** Begins with the answer that the conversation waits for, once it does. */
    async begin(conversationId: string, run = "1") {
      let replyId: string | undefined;
      await until(async () => (replyId = await findPending(conversationId)) !== undefined, {
        what: "a question is asked",
      });
      const id = replyId ?? "";
      let said = "";
      return {
        /** Goes on with what is said. */
        async say(text: string): Promise<void> {
          await addPiece(redis, id, { run, at: said.length, text });
          said += text;
        },
        async end(changes: Parameters<typeof finishAnswer>[2] = {}): Promise<void> {
          await finishAnswer(db, conversationId, { answer: said, ...changes });
          await addOver(redis, id);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await redis.quit();
    },
  };
}
