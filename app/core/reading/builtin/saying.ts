import type { Ground } from "../reading.ts";
import type { RuleId } from "./rule-sources.ts";

/** A text of the catalogues, and the rules that it is said by. */
export type Saying = { readonly text: string; readonly rules: readonly RuleId[] };

export function say(text: string, ...rules: readonly RuleId[]): Saying {
  return { text, rules };
}

export function textOf(sayings: readonly Saying[]): string {
  return sayings.map(({ text }) => text).join(" ");
}

/** Each rule once, in the order in which they first speak. */
export function groundOf(part: string, sayings: readonly Saying[]): Ground {
  return { part, rules: [...new Set(sayings.flatMap(({ rules }) => rules))] };
}
