import type { Language } from "../reading.ts";
import type { SourceKey } from "../sources.ts";

/** A word of palm reading. What tradition makes of it is told as what tradition says, never as what is so. */
export type GlossaryEntry = {
  /** Stable, for links: a kind and a key of the report (`line-heart`), or a word of its own (`hand-active`). */
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  /** Sanskrit, old and other names, where there are any worth knowing. */
  readonly alsoCalled?: Readonly<Record<Language, string>>;
  readonly text: Readonly<Record<Language, string>>;
  readonly source: SourceKey;
};

export type GlossaryGroup = {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly entries: readonly GlossaryEntry[];
};
