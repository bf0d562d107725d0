import { z } from "zod";
import { Assessment, Report, Summary } from "./reading.ts";

/** What a model has to answer with. Strict: every property is required, what may be missing is null. */
export const PalmAnswer = z.strictObject({
  /** False when no photo shows a palm that can be read; then only the assessment counts. */
  can_read: z.boolean(),
  assessment: Assessment,
  summary: Summary.nullable(),
  report: Report.nullable(),
});
export type PalmAnswer = z.output<typeof PalmAnswer>;

/** The same as JSON schema, in the subset that OpenAI's strict outputs take. */
export function palmAnswerJsonSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(PalmAnswer, { target: "draft-2020-12" });
  return schema;
}
