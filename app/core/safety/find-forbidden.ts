import { foldDevanagari, foldText } from "./fold-text.ts";
import type { ForbiddenTopic, StatementRule, StatementRules } from "./statement-rule.ts";
import { englishRules } from "./statement-rules.en.ts";
import { hindiRules } from "./statement-rules.hi.ts";
import { romanisedRules } from "./statement-rules.hi-latn.ts";

/** A statement that may not be made. Its words are somebody's: they never reach a log. */
export type Forbidden = {
  readonly category: ForbiddenTopic;
  /** The words that gave it away, folded. */
  readonly match: string;
  /** The clause that they stand in, as it was written. */
  readonly clause: string;
};

/** The first forbidden statement of a text in English, Hindi or romanised Hindi; null when there is none. */
export function findForbidden(text: string): Forbidden | null {
  return forbiddenIn(text).next().value ?? null;
}

/** The first forbidden statement in any string of a value, such as a reading; null when there is none. */
export function findForbiddenInAll(value: unknown): Forbidden | null {
  return listForbidden(value)[0] ?? null;
}

/** The first forbidden statement of each string in a value, such as a reading. */
export function listForbidden(value: unknown): readonly Forbidden[] {
  if (typeof value === "string") {
    const found = findForbidden(value);
    return found ? [found] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((item) => listForbidden(item));
}

function* forbiddenIn(text: string): Generator<Forbidden, undefined> {
  for (const clause of clausesOf(text)) {
    const folded = foldText(clause);
    for (const { isWrittenIn, prepare, denial, rules } of ways) {
      if (!isWrittenIn.test(folded)) continue;
      const prepared = prepare(folded);
      let isDenied: boolean | undefined;
      for (const rule of rules) {
        const match = rule.pattern.exec(prepared)?.[0];
        if (match === undefined || rule.unless?.test(prepared)) continue;
        if (!rule.firm && (isDenied ??= denial.test(prepared))) continue;
        yield { category: rule.topic, match: match.trim(), clause: clause.trim() };
      }
    }
  }
}

/** A denial reaches as far as its own clause: “it does not show illness, but you will die young” is none. */
function clausesOf(text: string): readonly string[] {
  return text.split(
    /[.!?;।\n]+(?:\s+|$)|[।;\n]|,?\s+(?=(?:but|however|yet|lekin|magar|kintu|लेकिन|मगर|किंतु|परंतु|किन्तु|परन्तु)[\s,])/iu,
  );
}

const latin = {
  isWrittenIn: /[a-z0-9]/u,
  prepare: (folded: string) => folded,
  compile: (pattern: RegExp) => new RegExp(pattern.source, "u"),
};

/** `\b` knows ASCII only. Here words stand between spaces instead, which is ten times as fast as asking for letters. */
const devanagari = {
  isWrittenIn: /\p{Script=Devanagari}/u,
  prepare: (folded: string) => ` ${folded.replace(/[^\p{L}\p{M}\p{N}%]+/gu, " ")} `,
  compile: ({ source }: RegExp) =>
    new RegExp(foldDevanagari(source).replaceAll(String.raw`\b`, "(?:(?<= )|(?= ))"), "u"),
};

function compileAll({ denial, rules }: StatementRules, way: typeof latin) {
  return {
    ...way,
    denial: way.compile(denial),
    rules: rules.map((rule): StatementRule => ({
      ...rule,
      pattern: way.compile(rule.pattern),
      ...(rule.unless ? { unless: way.compile(rule.unless) } : {}),
    })),
  };
}

const ways = [
  compileAll(englishRules, latin),
  compileAll(romanisedRules, latin),
  compileAll(hindiRules, devanagari),
];
