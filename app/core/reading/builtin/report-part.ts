import type { Ground } from "../reading.ts";
import type { HandsRead } from "./read-hands.ts";

/** What a part of the report says, and what it rests on. */
export type Part<Value> = { readonly value: Value; readonly grounds: readonly Ground[] };

/** More than this is a list, not a reading. Of two hands there is more to tell elsewhere. */
const MOST = {
  one: { strengths: 4, growth: 3, guidance: 4, questions: 6, inArea: 2, fingers: 3, mounts: 3 },
  two: { strengths: 3, growth: 2, guidance: 3, questions: 4, inArea: 1, fingers: 1, mounts: 2 },
};

export function mostOf({ seen }: HandsRead) {
  return seen.length > 1 ? MOST.two : MOST.one;
}
