import { z } from "zod";
import {
  type AnswerCheck,
  type AnswerFault,
  type FaultKind,
  findFaults,
  type ReadableAnswer,
  tidyAnswer,
} from "#core/reading/check-answer.ts";
import type { PaidAnswer } from "#core/ports.ts";
import { PalmAnswer } from "#core/reading/palm-answer.ts";
import { PalmNotReadable, type PalmProblem, ReaderGaveUp } from "#core/reading/reading-failures.ts";
import type { PhotoProblemSeen, Report, Summary } from "#core/reading/reading.ts";

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

export type Interpreted =
  | {
      readonly kind: "reading";
      readonly assessment: PalmAnswer["assessment"];
      readonly summary: Summary;
      readonly report: Report;
    }
  | {
      readonly kind: "faulty";
      readonly faults: readonly AnswerFault[];
      /** The answer itself where it is worth mending, word for word. */
      readonly content: string | null;
    };

/**
 * Turns a paid answer into what it tells, or into what is wrong with it.
 *
 * @throws ReaderGaveUp when the model refused · PalmNotReadable when it saw no palm
 */
export function interpretCompletion(answer: PaidAnswer, check: AnswerCheck): Interpreted {
  const choice = Completion.safeParse(parseJson(answer.response)).data?.choices[0];
  if (!choice) return faulty("wrong_shape");
  if (choice.message.refusal || choice.finish_reason === "content_filter") {
    throw new ReaderGaveUp("refused");
  }
  if (choice.finish_reason === "length") return faulty("cut_off");
  const content = choice.message.content ?? "";
  if (content.trim() === "") return faulty("empty");

  const json = parseJson(content);
  if (json === undefined) return faulty("no_json");
  const parsed = PalmAnswer.safeParse(json);
  if (!parsed.success) return faulty("wrong_shape");
  const data = withPhotosOf(check, parsed.data);
  const { assessment } = data;
  // Nothing is said of the photos then, not that there is no palm on them.
  if (assessment.photos.length === 0) return faulty("wrong_shape");
  if (!data.can_read || assessment.photos.every(({ is_palm: isPalm }) => !isPalm)) {
    throw notReadable(data);
  }
  if (!isReadable(data)) return faulty("wrong_shape");

  const faults = findFaults(data, check);
  if (faults.length > 0) {
    const isWorthMending = faults.every(({ kind }) => kind !== "looping");
    return { kind: "faulty", faults, content: isWorthMending ? content : null };
  }
  return { kind: "reading", assessment, ...tidyAnswer(data, check) };
}

function faulty(kind: FaultKind): Interpreted {
  return { kind: "faulty", faults: [{ kind }], content: null };
}

/** The answer without what it says of photos that it was not sent. */
function withPhotosOf({ palms }: AnswerCheck, answer: PalmAnswer): PalmAnswer {
  const photos = answer.assessment.photos.filter(({ slot }) =>
    palms.some(({ hand }) => hand === slot),
  );
  return { ...answer, assessment: { ...answer.assessment, photos } };
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

/** Undefined when it is none; the parser's own error quotes the answer, and causes reach the log. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
