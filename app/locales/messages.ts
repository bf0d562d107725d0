import type { MessageParams } from "#core/errors.ts";
import type { Hand, PhotoProblem } from "#core/photos/photo.ts";
import type { PhotoProblemSeen, Report, WritingHand } from "#core/reading/reading.ts";
import type { PalmProblem } from "#core/reading/reading-failures.ts";

/** Every error that a person can meet. A code without a sentence in some language fails the build. */
export type ProblemCode =
  | `photo.${PhotoProblem}`
  | `palm.${PalmProblem}`
  | `reader.${"unavailable" | "rate_limited" | "truncated" | "looping" | "invalid" | "empty" | "refused" | "unusable"}`
  | `input.${"invalid" | "not_multipart" | "too_long" | "choose" | "idempotency_key" | "idempotency_key_reused"}`
  | `request.${"foreign_origin" | "not_found" | "method"}`
  | "upload.aborted"
  | "analysis.not_found"
  | "login_required"
  | "service.unavailable"
  | "internal";

export type ProblemText = string | ((params: MessageParams) => string);

/** What the entries of a part of the report can be about, for example its lines. */
type KeyOf<Part extends "lines" | "mounts" | "fingers" | "minor_lines" | "signs" | "life_areas"> =
  Report[Part][number]["key"];

type Section = { readonly title: string; readonly text: readonly string[] };

/** Everything that the product says, in one language. */
export type Messages = {
  readonly language: {
    readonly own: string;
    readonly otherName: string;
    readonly otherCode: "en" | "hi";
  };
  readonly site: {
    readonly name: string;
    readonly skip: string;
    readonly about: string;
    readonly privacy: string;
    readonly terms: string;
    /** Near every reading and before every upload. */
    readonly disclaimer: string;
    /** At the foot of every page. */
    readonly motto: string;
  };
  readonly hand: Record<Hand, string>;
  readonly line: Record<"heart" | "head" | "life" | "fate", string>;
  readonly home: {
    readonly title: string;
    readonly lead: string;
    readonly drawing: string;
    readonly start: string;
    readonly promises: readonly string[];
    readonly steps: { readonly title: string; readonly items: readonly string[] };
    readonly sample: {
      readonly title: string;
      readonly note: string;
      readonly headline: string;
      readonly text: string;
      readonly highlights: readonly string[];
    };
    readonly never: { readonly title: string; readonly items: readonly string[] };
  };
  readonly upload: {
    readonly title: string;
    readonly lead: string;
    readonly guide: {
      readonly title: string;
      readonly items: readonly [string, string, string, string];
    };
    readonly writingHand: {
      readonly legend: string;
      readonly hint: string;
      readonly options: Record<WritingHand, string>;
      readonly unsaid: string;
    };
    readonly label: { readonly label: string; readonly hint: string };
    readonly photos: {
      readonly legend: string;
      readonly hint: (p: { maxMegabytes: number }) => string;
    };
    readonly slot: Record<Hand, string>;
    readonly camera: string;
    readonly gallery: string;
    readonly slow: string;
    readonly consent: (p: { days: number; reader: "openai" | "builtin" }) => string;
    readonly adult: string;
    readonly privacyLink: string;
    readonly submit: string;
    readonly errors: {
      readonly title: string;
      readonly titlePrefix: string;
      readonly again: string;
    };
    /** What the browser module says. */
    readonly script: {
      readonly chosen: string;
      readonly replace: string;
      readonly preparing: string;
      readonly sending: string;
      readonly notPhoto: string;
      readonly tooLarge: (p: { maxMegabytes: number }) => string;
    };
  };
  readonly waiting: {
    readonly title: string;
    readonly stages: Record<"received" | "checking" | "reading" | "done", string>;
    readonly states: Record<"finished" | "current" | "ahead", string>;
    readonly now: Record<"received" | "checking" | "reading" | "done", string>;
    /** Followed by a number. */
    readonly before: string;
    readonly usually: (p: { seconds: number }) => string;
    readonly close: string;
    readonly check: string;
    readonly refreshing: string;
    readonly stop: string;
    readonly stopped: string;
    readonly resume: string;
    readonly stagesLabel: string;
  };
  readonly summary: {
    readonly eyebrow: string;
    readonly titleFor: (p: { label: string }) => string;
    readonly highlights: string;
    readonly photos: string;
    readonly photo: Record<Hand, string>;
    readonly seen: string;
    readonly assessment: Record<PhotoProblemSeen, string>;
    readonly sideDisagrees: Record<Hand, string>;
    readonly readBy: Record<"openai" | "builtin", string>;
    readonly model: (p: { model: string }) => string;
    readonly madeOn: (p: { date: string }) => string;
    readonly kept: (p: { date: string }) => string;
    readonly another: string;
    readonly retake: string;
  };
  /** Names are written as inside a sentence; the page gives headings their capital. */
  readonly report: {
    readonly eyebrow: string;
    readonly titleFor: (p: { label: string }) => string;
    readonly summaryOnly: string;
    readonly contents: string;
    readonly sections: Record<keyof Report, string>;
    readonly seen: string;
    readonly says: string;
    /** Followed by a colon and what was seen there. */
    readonly onHand: Record<Hand, string>;
    readonly alike: string;
    readonly unlike: string;
    /** Followed by names. */
    readonly restsOn: string;
    readonly element: Record<Report["hand_profile"]["element"], string>;
    readonly line: Record<KeyOf<"lines">, string>;
    readonly mount: Record<KeyOf<"mounts">, string>;
    readonly finger: Record<KeyOf<"fingers">, string>;
    readonly minorLine: Record<KeyOf<"minor_lines">, string>;
    readonly sign: Record<KeyOf<"signs">, string>;
    readonly lifeArea: Record<KeyOf<"life_areas">, string>;
    /** What a life area may rest on besides lines, mounts, fingers and signs. */
    readonly basis: Record<
      "element" | "shape" | "fingers" | "spread" | "whole" | "comparison",
      string
    >;
    readonly visibility: Record<Report["lines"][number]["hands"][number]["visibility"], string>;
    readonly prominence: Record<Report["mounts"][number]["prominence"], string>;
    readonly confidence: Record<Report["hand_profile"]["confidence"], string>;
  };
  readonly failed: {
    readonly photoTitle: string;
    readonly oursTitle: string;
    readonly cancelledTitle: string;
    readonly cancelled: string;
    readonly tip: string;
    readonly tips: Record<PalmProblem, string>;
    readonly free: string;
    readonly again: string;
  };
  readonly error: {
    readonly titles: Record<403 | 404 | 405 | 500 | 503, string>;
    readonly home: string;
    readonly reference: (p: { requestId: string }) => string;
  };
  readonly about: { readonly title: string; readonly sections: readonly Section[] };
  readonly privacy: {
    readonly title: string;
    readonly sections: (p: { days: number; reader: "openai" | "builtin" }) => readonly Section[];
  };
  readonly terms: { readonly title: string; readonly sections: readonly Section[] };
  readonly problems: Record<ProblemCode, ProblemText>;
};
