import { z } from "zod";
import { MAX_MESSAGES } from "#core/conversations/list-messages.ts";
import { MAX_QUESTION_LENGTH, MAX_TITLE_LENGTH } from "#core/conversations/question.ts";
import { perPage } from "./paging.server.ts";

const question = z.string().describe(`1 to ${MAX_QUESTION_LENGTH} characters.`);
const clientKey = z
  .string()
  .optional()
  .describe("1 to 100 visible ASCII characters; an Idempotency-Key may stand in for it.");

export const FirstQuestion = z.object({ message: question, client_key: clientKey });

export const NextQuestion = z.object({ content: question, client_key: clientKey });

export const ConversationChanges = z.object({
  title: z.string().describe(`1 to ${MAX_TITLE_LENGTH} characters.`),
});

/** Which messages are asked for; what makes no sense means the newest. */
export const MessagesPaging = z.object({
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000_000)
    .optional()
    .catch(undefined)
    .describe("The `before` of a page, for the one of older messages."),
  per_page: perPage(MAX_MESSAGES, 20),
});
