import type { Hand } from "#core/photos/photo.ts";
import type { PalmAnswer } from "#core/reading/palm-answer.ts";
import type { Language, Report, Summary } from "#core/reading/reading.ts";
import { goodWordsEn } from "./good-words.en.ts";
import { goodWordsHi } from "./good-words.hi.ts";

/** Every text of a long reading. Where a hand is told of, the first text is for one photo and the second for another. */
export type GoodWords = {
  readonly summary: Summary;
  readonly hand: { readonly observed: string; readonly meaning: string };
  readonly lines: Readonly<
    Record<
      "heart" | "head" | "life",
      {
        readonly observed: readonly [string, string];
        readonly ends: string;
        readonly meaning: string;
      }
    >
  >;
  readonly fate: { readonly observed: string; readonly meaning: string };
  readonly mounts: { readonly venus: string; readonly moon: string };
  readonly fingers: Readonly<
    Record<"thumb" | "index" | "little", { readonly observed: string; readonly meaning: string }>
  >;
  readonly relationship: { readonly observed: string; readonly meaning: string };
  readonly comparison: {
    readonly similarity: string;
    readonly difference: string;
    readonly meaning: string;
  };
  readonly areas: Readonly<
    Record<"character" | "mind" | "relationships" | "career" | "prosperity" | "inner_life", string>
  >;
  readonly strengths: readonly string[];
  readonly growth: readonly string[];
  readonly guidance: readonly string[];
  readonly limits: string;
  readonly questions: readonly string[];
};

const words: Record<Language, GoodWords> = { en: goodWordsEn, hi: goodWordsHi };

const bases = {
  character: ["hand:shape", "finger:thumb"],
  mind: ["line:head"],
  relationships: ["line:heart"],
  career: ["line:head", "finger:little"],
  prosperity: ["finger:thumb"],
  inner_life: ["line:life", "mount:moon"],
} as const;

/** A reading as a good model writes it when it keeps to the prompt: long, tentative, in one language. */
export function goodAnswer({
  language,
  slots,
}: {
  readonly language: Language;
  readonly slots: readonly Hand[];
}): PalmAnswer & { readonly summary: Summary; readonly report: Report } {
  const said = words[language];
  return {
    can_read: true,
    assessment: {
      overall: "good",
      photos: slots.map((slot) => ({
        slot,
        is_palm: true,
        seems_side: slot,
        quality: "good",
        problems: [],
        retake_tip: null,
      })),
    },
    summary: said.summary,
    report: reportOf(said, slots),
  };
}

function reportOf(said: GoodWords, slots: readonly Hand[]): Report {
  const line = (key: "heart" | "head" | "life") => ({
    key,
    hands: slots.map((side, index) => ({
      side,
      visibility: index === 0 ? ("clear" as const) : ("faint" as const),
      observed: said.lines[key].observed[index === 0 ? 0 : 1],
      features: key === "head" ? (["straight"] as const).slice() : (["curved"] as const).slice(),
      starts_at: null,
      ends_at: said.lines[key].ends,
      confidence: index === 0 ? ("medium" as const) : ("low" as const),
    })),
    meaning: said.lines[key].meaning,
  });
  const side = slots[0] ?? "left";
  const isPair = slots.length > 1;
  return {
    hand_profile: { element: "earth", ...said.hand, confidence: "medium" },
    lines: [
      line("heart"),
      line("head"),
      line("life"),
      {
        key: "fate",
        hands: slots.map((each) => ({
          side: each,
          visibility: "not_visible" as const,
          observed: said.fate.observed,
          features: [],
          starts_at: null,
          ends_at: null,
          confidence: "low" as const,
        })),
        meaning: said.fate.meaning,
      },
    ],
    mounts: (["venus", "moon"] as const).map((key) => ({
      key,
      prominence: "average" as const,
      meaning: said.mounts[key],
      confidence: "low" as const,
    })),
    fingers: (["thumb", "index", "little"] as const).map((key) => ({ key, ...said.fingers[key] })),
    minor_lines: [{ key: "relationship", side, ...said.relationship, confidence: "low" }],
    signs: [],
    comparison: {
      available: isPair,
      similarities: isPair ? [said.comparison.similarity] : [],
      differences: isPair ? [said.comparison.difference] : [],
      meaning: isPair ? said.comparison.meaning : null,
    },
    life_areas: (Object.keys(bases) as (keyof typeof bases)[]).map((key) => ({
      key,
      text: said.areas[key],
      based_on: [...bases[key]],
    })),
    strengths: [...said.strengths],
    growth_points: [...said.growth],
    guidance: [...said.guidance],
    limits: said.limits,
    suggested_questions: [...said.questions],
  };
}
