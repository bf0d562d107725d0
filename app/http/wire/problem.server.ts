import { z } from "zod";

/** A problem document, RFC 9457. */
export const Problem = z.strictObject({
  type: z
    .string()
    .regex(/^\/problems\/[a-z_.]+$/)
    .describe("`/problems/` and a stable code."),
  title: z.string().describe("A sentence for people, in the language of the request."),
  status: z.int(),
  instance: z.string().describe("Names the request, as `X-Request-Id` does."),
  errors: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe("Sentences by the name of the field that they are about."),
});
export type Problem = z.output<typeof Problem>;
