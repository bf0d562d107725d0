import { z } from "zod";
import { partKeys } from "./parts.ts";
import { reasonsByWeight } from "./safety/question-rule.ts";

/**
 * What a model has to answer with, in this order: whether it answers at all comes before the first word of it, and what
 * it rests on after the last.
 */
export const ReplyAnswer = z.strictObject({
  declined: z.enum(reasonsByWeight).nullable(),
  text: z.string(),
  rests_on: z.array(z.enum(partKeys)),
});
export type ReplyAnswer = z.output<typeof ReplyAnswer>;
