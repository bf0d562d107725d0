import type { Language } from "../reading.ts";
import { sources } from "../sources.ts";
import type { GlossaryEntry, GlossaryGroup } from "./glossary-entry.ts";
import { elementEntries, fingerEntries, wordEntries } from "./hand-entries.ts";
import { lineEntries, minorLineEntries } from "./line-entries.ts";
import { mountEntries } from "./mount-entries.ts";
import { signEntries } from "./sign-entries.ts";

/** The words of palm reading, in the order in which a palm is read. */
export const glossary: readonly GlossaryGroup[] = [
  { id: "words", title: { en: "First words", hi: "शुरू के शब्द" }, entries: wordEntries },
  {
    id: "elements",
    title: { en: "The hand and its elements", hi: "हाथ और उसके तत्व" },
    entries: elementEntries,
  },
  { id: "fingers", title: { en: "The fingers", hi: "उँगलियाँ" }, entries: fingerEntries },
  { id: "mounts", title: { en: "The mounts", hi: "पर्वत" }, entries: mountEntries },
  { id: "lines", title: { en: "The lines", hi: "रेखाएँ" }, entries: lineEntries },
  {
    id: "minor-lines",
    title: { en: "The small lines", hi: "छोटी रेखाएँ" },
    entries: minorLineEntries,
  },
  { id: "signs", title: { en: "Signs", hi: "चिह्न" }, entries: signEntries },
];

const entries = new Map(
  glossary.flatMap((group) => group.entries).map((entry) => [entry.id, entry]),
);

/** @param id such as `line-heart`, `mount-venus` or `word-active_hand` */
export function findGlossaryEntry(id: string): GlossaryEntry | undefined {
  return entries.get(id);
}

/** The ids of all entries, for links to them. */
export const glossaryIds: readonly string[] = [...entries.keys()];

/** An entry as a page shows it: what it says, other names last, a paragraph each. */
export type GlossaryTerm = {
  readonly id: string;
  readonly name: string;
  /** In the other language. */
  readonly otherName: string;
  readonly text: readonly string[];
  readonly source: string;
};

/** The whole glossary in one language. */
export function glossaryIn(
  language: Language,
): { readonly id: string; readonly title: string; readonly terms: readonly GlossaryTerm[] }[] {
  const other = language === "en" ? "hi" : "en";
  return glossary.map((group) => ({
    id: group.id,
    title: group.title[language],
    terms: group.entries.map(({ id, name, alsoCalled, text, source }) => ({
      id,
      name: name[language],
      otherName: name[other],
      text: [text[language], ...(alsoCalled ? [alsoCalled[language]] : [])],
      source: sources[source].title[language],
    })),
  }));
}
