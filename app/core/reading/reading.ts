import { z } from "zod";
import type { SeenPalm } from "./seen-palm.ts";

/** The schema's version, stored with every reading so that old ones stay readable. */
export const READING_SCHEMA_VERSION = "1.0";

export type Language = "en" | "hi";
export const languages = ["en", "hi"] as const satisfies readonly Language[];

export type WritingHand = "left" | "right" | "both";
export const writingHands = ["left", "right", "both"] as const satisfies readonly WritingHand[];

const side = z.enum(["left", "right"]);
const confidence = z.enum(["low", "medium", "high"]);

export const PhotoProblemSeen = z.enum([
  "blur",
  "dark",
  "glare",
  "cropped",
  "fingers_closed",
  "covered",
  "too_small",
  "not_a_palm",
  "several_hands",
  "possible_minor",
]);
export type PhotoProblemSeen = z.output<typeof PhotoProblemSeen>;

export const PhotoAssessment = z.strictObject({
  slot: side,
  is_palm: z.boolean(),
  seems_side: z.enum(["left", "right", "unclear"]),
  quality: z.enum(["good", "usable", "poor"]),
  problems: z.array(PhotoProblemSeen),
  retake_tip: z.string().nullable(),
});
export type PhotoAssessment = z.output<typeof PhotoAssessment>;

export const Assessment = z.strictObject({
  overall: z.enum(["good", "usable", "poor", "unreadable"]),
  photos: z.array(PhotoAssessment),
});
export type Assessment = z.output<typeof Assessment>;

/** The part that a guest sees. */
export const Summary = z.strictObject({
  headline: z.string(),
  text: z.string(),
  highlights: z.array(z.string()),
});
export type Summary = z.output<typeof Summary>;

const LineOnHand = z.strictObject({
  side,
  visibility: z.enum(["clear", "faint", "broken", "not_visible"]),
  observed: z.string(),
  features: z.array(
    z.enum([
      "long",
      "short",
      "curved",
      "straight",
      "deep",
      "fine",
      "forked",
      "chained",
      "island",
      "joined",
      "separate",
      "double",
      "branch_up",
      "branch_down",
    ]),
  ),
  starts_at: z.string().nullable(),
  ends_at: z.string().nullable(),
  confidence,
});

/** The part that only the owner sees, after logging in. */
export const Report = z.strictObject({
  hand_profile: z.strictObject({
    element: z.enum(["earth", "fire", "air", "water", "mixed", "unclear"]),
    observed: z.string(),
    meaning: z.string(),
    confidence,
  }),
  lines: z.array(
    z.strictObject({
      key: z.enum(["heart", "head", "life", "fate", "sun", "mercury"]),
      hands: z.array(LineOnHand),
      meaning: z.string(),
    }),
  ),
  mounts: z.array(
    z.strictObject({
      key: z.enum([
        "jupiter",
        "saturn",
        "sun",
        "mercury",
        "venus",
        "moon",
        "mars_upper",
        "mars_lower",
      ]),
      prominence: z.enum(["full", "average", "flat", "not_assessable"]),
      meaning: z.string(),
      confidence: z.enum(["low", "medium"]),
    }),
  ),
  fingers: z.array(
    z.strictObject({
      key: z.enum(["thumb", "index", "middle", "ring", "little"]),
      observed: z.string(),
      meaning: z.string(),
    }),
  ),
  minor_lines: z.array(
    z.strictObject({
      key: z.enum([
        "relationship",
        "mars",
        "travel",
        "bracelet",
        "girdle_of_venus",
        "intuition",
        "other",
      ]),
      side,
      observed: z.string(),
      meaning: z.string(),
      confidence,
    }),
  ),
  signs: z.array(
    z.strictObject({
      key: z.enum([
        "fish",
        "trident",
        "temple",
        "lotus",
        "conch",
        "flag",
        "swastika",
        "star",
        "cross",
        "triangle",
        "square",
        "island",
        "other",
      ]),
      side,
      location: z.string(),
      observed: z.string(),
      meaning: z.string(),
      confidence: z.enum(["medium", "high"]),
    }),
  ),
  comparison: z.strictObject({
    available: z.boolean(),
    similarities: z.array(z.string()),
    differences: z.array(z.string()),
    meaning: z.string().nullable(),
  }),
  life_areas: z.array(
    z.strictObject({
      key: z.enum([
        "character",
        "mind",
        "relationships",
        "career",
        "prosperity",
        "family",
        "inner_life",
        "wellbeing",
      ]),
      text: z.string(),
      based_on: z.array(z.string()),
    }),
  ),
  strengths: z.array(z.string()),
  growth_points: z.array(z.string()),
  guidance: z.array(z.string()),
  limits: z.string(),
  suggested_questions: z.array(z.string()),
});
export type Report = z.output<typeof Report>;

/**
 * A finished reading. `report` is null when the reader only made a summary. The disclaimer is not
 * part of it: code adds that wherever a reading is shown.
 */
export type Reading = {
  readonly schemaVersion: string;
  readonly assessment: Assessment;
  readonly summary: Summary;
  readonly report: Report | null;
  /** Which prompt or rule set made it, for example `openai/1` or `builtin/1`. */
  readonly promptVersion: string;
  /** The model's own name, null for the built-in reader. */
  readonly model: string | null;
  readonly usage: TokenUsage | null;
  /** What our own image analysis saw, whoever wrote the words; null when it did not look. */
  readonly sights: readonly SeenPalm[] | null;
  /** What each part of the report rests on; null when a model wrote it. */
  readonly grounds: readonly Ground[] | null;
};

/**
 * Why a part of the report says what it says. `part` is `hand`, `comparison`, or a kind and a key: `line:heart`,
 * `finger:index`, `mount:venus`, `area:mind`. `rules` are ids of the rules that spoke, in the order of their sentences.
 */
export type Ground = { readonly part: string; readonly rules: readonly string[] };

/** What the provider said the call cost, tokens. */
export type TokenUsage = { readonly promptTokens: number; readonly completionTokens: number };
