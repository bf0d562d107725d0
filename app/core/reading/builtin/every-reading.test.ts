import { describe, expect, test } from "vitest";
import type { HandMeasures } from "#core/palm/hand-measures.ts";
import type { PalmSight } from "#core/palm/look-at-palm.ts";
import type { LineKey, PalmLines, TracedLine } from "#core/palm/palm-lines.ts";
import { tracedLines } from "#tests/support/traced-lines.ts";
import { findFaults } from "../check-answer.ts";
import {
  Assessment,
  languages,
  Report,
  Summary,
  type WritingHand,
  writingHands,
} from "../reading.ts";
import { findForbidden } from "#core/safety/find-forbidden.ts";
import { readablePalms } from "../readable-palms.ts";
import type { SeenPalm } from "../seen-palm.ts";
import { composeReading } from "./compose-reading.ts";
import { lineRulesOf } from "./line-rules.ts";
import { reportRulesOf } from "./report-rules.ts";
import { isRuleId, ruleSources } from "./rule-sources.ts";

type Seen = Extract<PalmSight, { kind: "seen" }>;
type Change = Partial<TracedLine> | null;

const variants: Record<LineKey, readonly Change[]> = {
  heart: [
    null,
    { grade: "faint", curvature: 0.2 },
    { end: { x: 0.16, y: 0.15 }, curvature: 0.07, breaks: 2 },
    { end: { x: 0.08, y: 0.2 }, curvature: 0.02, length: 0.9 },
    { end: { x: -0.1, y: 0.3 }, curvature: 0.07, length: 0.4 },
    { curvature: 0.02 },
    {},
  ],
  head: [
    null,
    { grade: "faint" },
    { end: { x: -0.3, y: 0.3 }, length: 0.9, breaks: 1 },
    { end: { x: -0.05, y: 0.8 }, length: 0.3 },
    { start: { x: 0.1, y: 0.4 } },
  ],
  life: [
    null,
    { grade: "faint", end: { x: 0.15, y: 0.5 } },
    { curvature: 0.3, breaks: 1 },
    { curvature: 0, end: { x: 0.1, y: 0.7 } },
    {},
  ],
  fate: [
    null,
    { start: { x: -0.3, y: 0.9 } },
    { grade: "clear", start: { x: 0.15, y: 0.8 }, breaks: 1 },
    { start: { x: 0, y: 0.5 }, end: { x: 0, y: 0.35 } },
    {},
  ],
};

const everyLines: readonly PalmLines[] = variants.heart.flatMap((heart) =>
  variants.head.flatMap((head, index) =>
    variants.life.flatMap((life) =>
      variants.fate.map((fate) =>
        tracedLines({
          heart,
          head,
          life,
          fate,
          headLifeGap: [0, 0.02, 0.07, 0.2, 0.2][index] ?? null,
        }),
      ),
    ),
  ),
);

/** Enough of them for every two variants to meet. */
const someLines = everyLines.filter((_, index) => index % 3 === 0);

const everyMeasures: readonly HandMeasures[] = [0.9, 1.2, 1.4].flatMap((palmRatio) =>
  [0.6, 0.8, 1].flatMap((fingerRatio) =>
    [0.9, 1, 1.2].flatMap((indexToRing) =>
      [
        { spread: 3, thumbAngle: 10 },
        { spread: 10, thumbAngle: null },
        { spread: 20, thumbAngle: 60 },
      ].map((rest) => ({ palmRatio, fingerRatio, indexToRing, ...rest })),
    ),
  ),
);

const measuresOf = (palmRatio: number, fingerRatio: number, indexToRing: number) => ({
  palmRatio,
  fingerRatio,
  indexToRing,
  spread: 10,
  thumbAngle: null,
});

const seen = (
  lines: PalmLines | null,
  measures: HandMeasures | null,
  notes: Seen["notes"] = [],
): Seen => ({ kind: "seen", seems: null, notes, measures, lines });

const asked: readonly (WritingHand | null)[] = [...writingHands, null];

/** Item of a list, going round: two lists of other lengths meet in ever new pairs. */
const at = <Item>(items: readonly Item[], index: number): Item =>
  items[index % items.length] as Item;

/** Readings of one hand and of two, in which every trait, alone and beside others, has its turn. */
const everyRequest: readonly { palms: readonly SeenPalm[]; writingHand: WritingHand | null }[] = [
  ...someLines.map((lines, index) => ({
    palms: [
      {
        hand: at(["left", "right"] as const, index),
        sight: at(
          [
            seen(lines, at(everyMeasures, index)),
            seen(lines, at(everyMeasures, index + 1), ["dark"]),
            seen(lines, null, ["fingers_closed"]),
            seen(lines, null),
          ],
          index >> 1,
        ),
      },
    ],
    writingHand: at(asked, index),
  })),
  ...someLines.map((lines, index) => ({
    palms: [
      { hand: "left" as const, sight: seen(lines, at([...everyMeasures, null, null], index)) },
      {
        hand: "right" as const,
        sight: seen(
          at([at(someLines, index * 7 + 3), at(someLines, index * 7 + 3), lines, null], index),
          at([at(everyMeasures, index * 5 + 1), at(everyMeasures, index), null], index),
        ),
      },
    ],
    writingHand: at(asked, index >> 2),
  })),
  ...variants.fate.map((fate) => ({
    palms: [
      {
        hand: "left" as const,
        sight: seen(tracedLines({ heart: null, head: null, life: null, fate }), null),
      },
    ],
    writingHand: null,
  })),
  ...everyMeasures.flatMap((measures, index) => [
    {
      palms: [{ hand: "left" as const, sight: seen(null, measures) }],
      writingHand: at(asked, index),
    },
    {
      palms: [
        { hand: "left" as const, sight: seen(null, measures) },
        { hand: "right" as const, sight: seen(null, at([...everyMeasures, null], index * 3)) },
      ],
      writingHand: at(asked, index >> 1),
    },
  ]),
  ...asked.flatMap((writingHand) => [
    { palms: [{ hand: "left" as const, sight: seen(null, null) }], writingHand },
    {
      palms: [{ hand: "left" as const, sight: seen(null, null, ["fingers_closed"]) }],
      writingHand,
    },
    {
      palms: [
        { hand: "left" as const, sight: seen(null, null) },
        { hand: "right" as const, sight: seen(null, at(everyMeasures, 0)) },
      ],
      writingHand,
    },
    {
      palms: (["left", "right"] as const).map((hand) => ({ hand, sight: seen(null, null) })),
      writingHand,
    },
    {
      // In nothing alike, and in nothing far apart.
      palms: [
        { hand: "left" as const, sight: seen(null, measuresOf(0.9, 0.6, 0.9)) },
        { hand: "right" as const, sight: seen(null, measuresOf(1.2, 0.8, 1)) },
      ],
      writingHand,
    },
  ]),
];

describe.each(languages)("everything that the built-in reader can say (%s)", (language) => {
  const readings = everyRequest.map(({ palms, writingHand }) => {
    const reading = composeReading(palms, { writingHand, language });
    return {
      ...reading,
      report: Report.parse(reading.report),
      palms,
      readable: readablePalms(palms),
    };
  });

  test("has the shape that is promised, and stands the checks that a model's answer has to stand", () => {
    // What it looks for in single sentences is looked for in all of them below.
    const some = readings.filter((_, index) => index % 5 === 0);
    const faults = some.flatMap(({ assessment, summary, report, readable }) => {
      Summary.parse(summary);
      Assessment.parse(assessment);
      const answer = { can_read: true, assessment, summary, report };
      // What was not seen is not told, however short that makes it.
      return findFaults(answer, { language, palms: readable }).filter(
        ({ kind }) => kind !== "too_short",
      );
    });
    expect(faults.slice(0, 1)).toEqual([]);
  });

  test("never says a sentence twice, in the summary and the report together", () => {
    const twice = readings.flatMap(({ summary, report }) => {
      const sentences = [...textsOf(summary), ...textsOf(report)].flatMap((text) =>
        text.split(/(?<=[.?।])\s+/u),
      );
      return sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
    });
    expect([...new Set(twice)]).toEqual([]);
  });

  test("is neither a stub nor a book", () => {
    const words = readings.map(({ summary, report, palms }) => ({
      summary: wordsIn(summary.text),
      report: wordsIn(textsOf(report).join(" ")),
      isWhole: hasAllLines(palms),
    }));
    const most = (counts: readonly number[]) => counts.reduce((one, other) => Math.max(one, other));
    const least = (counts: readonly number[]) => -most(counts.map((count) => -count));
    expect(least(words.map(({ summary }) => summary))).toBeGreaterThanOrEqual(40);
    expect(most(words.map(({ summary }) => summary))).toBeLessThanOrEqual(90);
    expect(most(words.map(({ report }) => report))).toBeLessThanOrEqual(1200);
    const whole = words.filter(({ isWhole }) => isWhole).map(({ report }) => report);
    expect(least(whole)).toBeGreaterThanOrEqual(500);

    const headlines = readings.map(({ summary }) => summary.headline);
    expect(headlines.filter((headline) => headline.length > 80)).toEqual([]);
    expect(new Set(readings.map(({ summary }) => summary.highlights.length))).toEqual(new Set([3]));
    const questions = readings.map(({ report }) => report.suggested_questions.length);
    expect(least(questions)).toBeGreaterThanOrEqual(4);
    expect(most(questions)).toBeLessThanOrEqual(6);
  });

  test("rests each part of life on what was seen, and on nothing else", () => {
    const unfounded = readings.flatMap(({ report }) => {
      const isMeasured = report.hand_profile.element !== "unclear";
      const bases = new Set([
        ...(isMeasured
          ? ["hand:element", "hand:fingers", "hand:spread", "finger:index", "finger:ring"]
          : []),
        ...report.fingers.map(({ key }) => `finger:${key}`),
        ...report.lines
          .filter(({ hands }) => hands.some(({ visibility }) => visibility !== "not_visible"))
          .map(({ key }) => `line:${key}`),
      ]);
      return report.life_areas.filter(
        ({ based_on }) => based_on.length === 0 || based_on.some((basis) => !bases.has(basis)),
      );
    });
    expect(unfounded).toEqual([]);
  });

  test("names for every part the rules that spoke, each of which is in force", () => {
    const missing = readings.flatMap(({ report, grounds }) => {
      const parts = new Set(grounds?.map(({ part }) => part));
      return [
        "hand",
        ...report.lines.map(({ key }) => `line:${key}`),
        ...report.mounts.map(({ key }) => `mount:${key}`),
        ...report.fingers.map(({ key }) => `finger:${key}`),
        ...(report.comparison.available ? ["comparison"] : []),
        ...report.life_areas.map(({ key }) => `area:${key}`),
      ].filter((part) => !parts.has(part));
    });
    expect(missing).toEqual([]);
    const spoken = new Set(
      readings.flatMap(({ grounds }) => grounds ?? []).flatMap(({ rules }) => rules),
    );
    expect([...spoken].filter((rule) => !isRuleId(rule))).toEqual([]);
    expect(Object.keys(ruleSources).filter((rule) => !spoken.has(rule))).toEqual([]);
  });

  const reported = [...new Set(readings.flatMap(({ report }) => textsOf(report)))];
  const said = [...reported, ...new Set(readings.flatMap(({ summary }) => textsOf(summary)))];

  test("frightens and promises nothing, and is in whole sentences of the language asked for", () => {
    expect(said.flatMap((text) => findForbidden(text) ?? [])).toEqual([]);
    expect(said.filter((text) => /\byou will\b|होगा|होगी|होंगे/u.test(text))).toEqual([]);
    const foreign = language === "en" ? /\p{Script=Devanagari}/u : /[a-z]/iu;
    expect(said.filter((text) => foreign.test(text))).toEqual([]);
    expect(reported.filter((text) => !/[.।?]$/u.test(text))).toEqual([]);
  });

  test("puts strengths as a possibility", () => {
    const strengths = readings.flatMap(({ report }) => report.strengths);
    expect(strengths.filter((strength) => !/\bmay\b|^शायद/u.test(strength))).toEqual([]);
  });

  test("is all that the rules hold: no sentence of theirs is never said", () => {
    const whole = said.join("\n");
    const { traits, places: _places, ...lineRules } = lineRulesOf(language);
    const { unseenLine: _onRequest, ...reportRules } = reportRulesOf(language);
    const held = [
      ...sentencesOf([reportRules, lineRules]),
      ...Object.values(traits).flatMap(({ seen, says }) => [seen, says]),
    ];
    expect(held.filter((sentence) => !whole.includes(sentence))).toEqual([]);
  });
});

function hasAllLines(palms: readonly SeenPalm[]): boolean {
  return palms.some(
    ({ sight }) =>
      sight.kind === "seen" &&
      sight.lines !== null &&
      [sight.lines.heart, sight.lines.head, sight.lines.life, sight.lines.fate].every(
        ({ grade }) => grade !== "none",
      ),
  );
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
}

/** Keys, values of closed lists and the names of places are no sentences. */
const structural = new Set([
  "key",
  "side",
  "visibility",
  "features",
  "confidence",
  "prominence",
  "element",
  "based_on",
  "starts_at",
  "ends_at",
]);

/** Every sentence that is shown to a reader. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (structural.has(key) ? [] : textsOf(item)));
}

/** Every text in a catalogue; what is made by functions is not among them. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === "string") return value.includes(" ") ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(sentencesOf);
}
