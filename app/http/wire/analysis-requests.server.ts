import { z } from "zod";
import { MAX_LABEL_LENGTH, readLabel } from "#core/analyses/label.ts";
import { readingParts } from "#core/feedback/reading-part.ts";
import { languages, writingHands } from "#core/reading/reading.ts";

/** The text fields of a request to read a palm. */
export const AnalysisFields = z.object({
  form_key: z.string().optional(),
  writing_hand: z.enum(writingHands).optional(),
  language: z.enum(languages).optional().describe("Of the reading; that of the request if absent."),
  label: z
    .string()
    .default("")
    .transform(readLabel)
    .describe(`A name for the reading, at most ${MAX_LABEL_LENGTH} characters.`),
});

/** What makes a repeated request the same one, for those who send it as a header. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/);

export const AnalysisChanges = z.object({
  label: z
    .string()
    .nullable()
    .describe(`At most ${MAX_LABEL_LENGTH} characters; null takes the name away.`),
});

export const PartRating = z.object({
  part: z.enum(readingParts),
  helpful: z.boolean().nullable().describe("Null takes back what was said."),
});
