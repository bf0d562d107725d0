import { createHash } from "node:crypto";
import type { PalmSight } from "#core/palm/look-at-palm.ts";
import type { Look } from "./openai/openai-reader.ts";

/** Some kilobytes each. */
const MOST_SIGHTS = 200;

/** A little longer than a reading waits at most before it tries again, milliseconds. */
const KEPT_MS = 20 * 60_000;

/**
 * The same eyes, which do not look twice at a photo of which they have told lately. A reading that waits for its
 * provider tries again and again, and a look is a second of a core.
 */
export function rememberSights(look: Look, now: () => number = Date.now): Look {
  const known = new Map<string, { readonly sight: PalmSight; readonly until: number }>();
  return async (jpeg, options) => {
    for (const [key, { until }] of known) if (until <= now()) known.delete(key);
    const key = `${options.declared} ${createHash("sha256").update(jpeg).digest("hex")}`;
    const sight = known.get(key)?.sight ?? (await look(jpeg, options));
    known.delete(key);
    known.set(key, { sight, until: now() + KEPT_MS });
    const [oldest] = known.keys();
    if (known.size > MOST_SIGHTS && oldest !== undefined) known.delete(oldest);
    return sight;
  };
}
