import type { Language, Report } from "../reading/reading.ts";

const lines = ["heart", "head", "life", "fate", "sun", "mercury"] as const;
const mounts = [
  "jupiter",
  "saturn",
  "sun",
  "mercury",
  "venus",
  "moon",
  "mars_upper",
  "mars_lower",
] as const;
const fingers = ["thumb", "index", "middle", "ring", "little"] as const;
const areas = [
  "character",
  "mind",
  "relationships",
  "career",
  "prosperity",
  "family",
  "inner_life",
  "wellbeing",
] as const;

/** Parts of a report that an answer can rest on: as in `Ground`, a kind and a key. */
export const partKeys = [
  "hand",
  "comparison",
  ...lines.map((key) => `line:${key}` as const),
  ...fingers.map((key) => `finger:${key}` as const),
  ...mounts.map((key) => `mount:${key}` as const),
  ...areas.map((key) => `area:${key}` as const),
] as const;
export type PartKey = (typeof partKeys)[number];

/** Where the report page shows a part. */
export function anchorOf(part: PartKey): string {
  return part === "hand" ? "hand_profile" : part.replace(":", "-");
}

/** The parts that a report has something to say about, in the order in which it says it. */
export function partsIn(report: Report): readonly PartKey[] {
  return [
    "hand",
    ...report.lines.map(({ key }) => `line:${key}` as const),
    ...report.fingers.map(({ key }) => `finger:${key}` as const),
    ...report.mounts.map(({ key }) => `mount:${key}` as const),
    ...(report.comparison.available ? (["comparison"] as const) : []),
    ...report.life_areas.map(({ key }) => `area:${key}` as const),
  ];
}

/** Ends an answer: what it rests on, as links to the sections of its own report. Empty when it rests on nothing. */
export function linksTo(parts: readonly PartKey[], language: Language): string {
  if (parts.length === 0) return "";
  const links = parts.map((part) => `[${partNames[language][part]}](#${anchorOf(part)})`);
  return `${restsOn[language]} ${links.join(" · ")}`;
}

const restsOn: Record<Language, string> = {
  en: "In your report:",
  hi: "आपकी रिपोर्ट में:",
};

export const partNames: Record<Language, Record<PartKey, string>> = {
  en: {
    hand: "shape of the hand",
    comparison: "both hands",
    "line:heart": "heart line",
    "line:head": "head line",
    "line:life": "life line",
    "line:fate": "fate line",
    "line:sun": "sun line",
    "line:mercury": "Mercury line",
    "finger:thumb": "thumb",
    "finger:index": "index finger",
    "finger:middle": "middle finger",
    "finger:ring": "ring finger",
    "finger:little": "little finger",
    "mount:jupiter": "mount of Jupiter",
    "mount:saturn": "mount of Saturn",
    "mount:sun": "mount of the Sun",
    "mount:mercury": "mount of Mercury",
    "mount:venus": "mount of Venus",
    "mount:moon": "mount of the Moon",
    "mount:mars_upper": "upper mount of Mars",
    "mount:mars_lower": "lower mount of Mars",
    "area:character": "character",
    "area:mind": "thinking and learning",
    "area:relationships": "feelings and relationships",
    "area:career": "work",
    "area:prosperity": "habits with money",
    "area:family": "home and family",
    "area:inner_life": "inner life",
    "area:wellbeing": "calm and balance",
  },
  hi: {
    hand: "हाथ की बनावट",
    comparison: "दोनों हाथ",
    "line:heart": "हृदय रेखा",
    "line:head": "मस्तिष्क रेखा",
    "line:life": "जीवन रेखा",
    "line:fate": "भाग्य रेखा",
    "line:sun": "सूर्य रेखा",
    "line:mercury": "बुध रेखा",
    "finger:thumb": "अँगूठा",
    "finger:index": "तर्जनी",
    "finger:middle": "मध्यमा",
    "finger:ring": "अनामिका",
    "finger:little": "कनिष्ठा",
    "mount:jupiter": "गुरु पर्वत",
    "mount:saturn": "शनि पर्वत",
    "mount:sun": "सूर्य पर्वत",
    "mount:mercury": "बुध पर्वत",
    "mount:venus": "शुक्र पर्वत",
    "mount:moon": "चंद्र पर्वत",
    "mount:mars_upper": "उच्च मंगल पर्वत",
    "mount:mars_lower": "निम्न मंगल पर्वत",
    "area:character": "स्वभाव",
    "area:mind": "सोच और सीखना",
    "area:relationships": "भावनाएँ और रिश्ते",
    "area:career": "काम-काज",
    "area:prosperity": "पैसे की आदतें",
    "area:family": "घर-परिवार",
    "area:inner_life": "मन की दुनिया",
    "area:wellbeing": "सुकून और संतुलन",
  },
};
