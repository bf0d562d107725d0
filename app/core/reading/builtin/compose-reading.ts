import type { PhotoNote } from "../../palm/look-at-palm.ts";
import { PalmNotReadable, type PalmProblem } from "../reading-failures.ts";
import {
  type Language,
  type PhotoAssessment,
  type PhotoProblemSeen,
  type Reading,
  READING_SCHEMA_VERSION,
  type WritingHand,
} from "../reading.ts";
import { composeReport } from "./compose-report.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { isClosed, type ReadablePalm, type SeenPalm } from "../seen-palm.ts";
import { elementOf, type Trait, traitsOf } from "./traits.ts";

/** Changes whenever the same photo would give another reading. */
export const BUILTIN_VERSION = "builtin/2";

const MOST_HIGHLIGHTS = 3;

/**
 * Puts into words what was measured, by fixed rules: no choice is random, and nothing is said that was not seen.
 *
 * @param palms one for each photo, in the order in which they were sent
 * @throws PalmNotReadable when no photo shows a palm
 */
export function composeReading(
  palms: readonly SeenPalm[],
  {
    writingHand,
    language,
  }: { readonly writingHand: WritingHand | null; readonly language: Language },
): Reading {
  const readable = palms.filter((palm): palm is ReadablePalm => palm.sight.kind === "seen");
  const main = chooseMain(readable, writingHand);
  if (!main) throw notReadable(palms);

  const rules = rulesOf(language);
  const photos = palms.map((palm) => assess(palm, rules));
  return {
    schemaVersion: READING_SCHEMA_VERSION,
    promptVersion: BUILTIN_VERSION,
    model: null,
    usage: null,
    sights: palms,
    grounds: [],
    assessment: {
      overall: photos.every(({ quality }) => quality === "good") ? "good" : "usable",
      photos,
    },
    summary: {
      headline: headlineOf(main, rules),
      text: [
        rules.sawHand[readable.length > 1 ? "both" : main.hand],
        whatTraditionSays(main, rules),
        rules.limits,
      ].join(" "),
      highlights: highlightsOf(main, readable, writingHand, rules),
    },
    report: composeReport(main, { readable, writingHand, language }),
  };
}

/** The palm that tells most; of two equals the writing hand. */
function chooseMain(
  readable: readonly ReadablePalm[],
  writingHand: WritingHand | null,
): ReadablePalm | undefined {
  const worth = ({ hand, sight }: ReadablePalm) =>
    (sight.measures ? 2 : 0) + (hand === writingHand ? 1 : 0);
  return [...readable].sort((one, other) => worth(other) - worth(one))[0];
}

function notReadable(palms: readonly SeenPalm[]): PalmNotReadable {
  for (const { hand, sight } of palms) {
    if (sight.kind === "refused") return new PalmNotReadable(sight.problem, hand);
  }
  return new PalmNotReadable("no_hand");
}

function headlineOf({ sight }: ReadablePalm, { headline, elements }: Rules): string {
  if (!sight.measures) return isClosed(sight) ? headline.closed : headline.open;
  const element = elementOf(traitsOf(sight.measures));
  return element ? elements[element].headline : headline.between;
}

function whatTraditionSays({ sight }: ReadablePalm, rules: Rules): string {
  if (!sight.measures) return isClosed(sight) ? rules.saysOfClosed : rules.saysOfOpen;
  const element = elementOf(traitsOf(sight.measures));
  return element ? rules.elements[element].says : rules.saysOfBetween;
}

function highlightsOf(
  main: ReadablePalm,
  readable: readonly ReadablePalm[],
  writingHand: WritingHand | null,
  rules: Rules,
): string[] {
  const told = traitsToTell(main.sight).map((trait) => {
    const { seen, says } = rules.traits[trait];
    return `${seen}: ${says}${says.endsWith("।") ? "" : rules === rulesOf("hi") ? "।" : "."}`;
  });
  const about = aboutHands(main, readable, writingHand, rules);
  return [...told.slice(0, MOST_HIGHLIGHTS - 1), about, ...told.slice(MOST_HIGHLIGHTS - 1)].slice(
    0,
    MOST_HIGHLIGHTS,
  );
}

function traitsToTell(sight: ReadablePalm["sight"]): Trait[] {
  if (sight.measures) return traitsOf(sight.measures);
  return isClosed(sight) ? ["fingers_closed"] : ["palm_open"];
}

function aboutHands(
  main: ReadablePalm,
  readable: readonly ReadablePalm[],
  writingHand: WritingHand | null,
  rules: Rules,
): string {
  const [one, other] = readable.map(({ sight }) => sight.measures);
  if (one && other) {
    return traitsOf(one)[0] === traitsOf(other)[0] ? rules.alike : rules.unlike;
  }
  if (readable.length > 1) return rules.writing.both_given;
  if (writingHand === null) return rules.writing.unsaid;
  return main.hand === writingHand || writingHand === "both"
    ? rules.writing.same
    : rules.writing.other;
}

const seenProblems: Record<PhotoNote, PhotoProblemSeen> = {
  blur: "blur",
  dark: "dark",
  cropped: "cropped",
  fingers_closed: "fingers_closed",
  too_small: "too_small",
};

const refusedProblems: Record<PalmProblem, PhotoProblemSeen> = {
  no_hand: "not_a_palm",
  too_small: "too_small",
  cropped: "cropped",
  fingers_together: "fingers_closed",
  several_hands: "several_hands",
  too_dark: "dark",
  overexposed: "glare",
  too_blurred: "blur",
  covered: "covered",
  lines_faint: "dark",
};

function assess({ hand, sight }: SeenPalm, rules: Rules): PhotoAssessment {
  if (sight.kind === "refused") {
    return {
      slot: hand,
      is_palm: sight.problem !== "no_hand",
      seems_side: "unclear",
      quality: "poor",
      problems: [refusedProblems[sight.problem]],
      retake_tip: rules.tipNotRead,
    };
  }
  const first = sight.notes[0];
  return {
    slot: hand,
    is_palm: true,
    seems_side: sight.seems ?? "unclear",
    quality: sight.notes.length === 0 ? "good" : "usable",
    problems: sight.notes.map((note) => seenProblems[note]),
    retake_tip: first === undefined ? null : rules.tips[first],
  };
}
