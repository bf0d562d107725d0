import { z } from "zod";
import { findFault, type ReadableAnswer, tidyAnswer } from "#core/reading/check-answer.ts";
import { PalmAnswer } from "#core/reading/palm-answer.ts";
import { PROMPT_VERSION } from "#core/reading/prompt/palm-reading.v1.ts";
import {
  PalmNotReadable,
  type PalmProblem,
  ReaderAnswerUnusable,
  ReaderGaveUp,
} from "#core/reading/reading-failures.ts";
import {
  type Language,
  type PhotoProblemSeen,
  type Reading,
  READING_SCHEMA_VERSION,
} from "#core/reading/reading.ts";
import type { PaidAnswer } from "#core/ports.ts";

/** As much of a chat completion as matters here. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/**
 * Turns a paid answer into a reading.
 *
 * @throws ReaderGaveUp `refused` · ReaderAnswerUnusable `truncated`, `empty`, `invalid`, `looping` · PalmNotReadable
 */
export function interpretCompletion(answer: PaidAnswer, language: Language): Reading {
  const completion = Completion.safeParse(parseJson(answer.response));
  const choice = completion.data?.choices[0];
  if (!choice) throw new ReaderAnswerUnusable("invalid", { cause: faultOf(completion.error) });
  if (choice.message.refusal || choice.finish_reason === "content_filter") {
    throw new ReaderGaveUp("refused");
  }
  if (choice.finish_reason === "length") throw new ReaderAnswerUnusable("truncated");
  const content = choice.message.content ?? "";
  if (content.trim() === "") throw new ReaderAnswerUnusable("empty");

  const parsed = PalmAnswer.safeParse(parseJson(content));
  if (!parsed.success) throw new ReaderAnswerUnusable("invalid", { cause: faultOf(parsed.error) });
  const { assessment } = parsed.data;
  if (!parsed.data.can_read || assessment.photos.every(({ is_palm: isPalm }) => !isPalm)) {
    throw notReadable(parsed.data);
  }
  if (!isReadable(parsed.data)) throw new ReaderAnswerUnusable("invalid");

  const fault = findFault(parsed.data, language);
  if (fault !== undefined) {
    throw new ReaderAnswerUnusable(fault === "looping" ? "looping" : "invalid", {
      cause: new Error(`the answer is unusable: ${fault}`),
    });
  }
  return {
    schemaVersion: READING_SCHEMA_VERSION,
    promptVersion: PROMPT_VERSION,
    model: answer.model,
    usage: answer.usage,
    sights: null,
    grounds: null,
    assessment,
    ...tidyAnswer(parsed.data),
  };
}

function isReadable(answer: PalmAnswer): answer is ReadableAnswer {
  return answer.summary !== null && answer.report !== null;
}

const problems: Record<PhotoProblemSeen, PalmProblem> = {
  not_a_palm: "no_hand",
  possible_minor: "no_hand",
  blur: "too_blurred",
  dark: "too_dark",
  glare: "overexposed",
  cropped: "cropped",
  fingers_closed: "fingers_together",
  covered: "covered",
  too_small: "too_small",
  several_hands: "several_hands",
};

function notReadable({ assessment }: PalmAnswer): PalmNotReadable {
  const photo = assessment.photos[0];
  const first = photo?.problems.includes("not_a_palm") ? "not_a_palm" : photo?.problems[0];
  return new PalmNotReadable(first === undefined ? "no_hand" : problems[first], photo?.slot);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes the answer, and causes reach the log.
    throw new ReaderAnswerUnusable("invalid", { cause: new Error("the answer is no JSON") });
  }
}

/** Where an answer has another shape than asked for, in none of its words. */
function faultOf(error: z.ZodError | undefined): Error {
  const issue = error?.issues[0];
  return new Error(`the answer has no such shape: ${issue?.code} at ${issue?.path.join(".")}`);
}
