import type { Log, PalmReader } from "#core/ports.ts";
import { SIGHT_VERSION } from "#core/palm/sight-version.ts";
import { BUILTIN_VERSION, composeReading } from "#core/reading/builtin/compose-reading.ts";
import { ReaderGaveUp } from "#core/reading/reading-failures.ts";
import { type Reading, READING_SCHEMA_VERSION } from "#core/reading/reading.ts";
import { findForbiddenInAll } from "#core/safety/find-forbidden.ts";
import { lookInThread } from "../look-in-thread.ts";

/** Reads palms with our own image analysis, on threads of their own. Free, offline, deterministic. */
export function createBuiltinReader({ log }: { readonly log: Log }): PalmReader {
  return {
    name: "builtin",
    recipe: [BUILTIN_VERSION, SIGHT_VERSION, READING_SCHEMA_VERSION].join(" "),
    async read({ photos, writingHand, language }, { signal }) {
      const palms = [];
      for (const { hand, jpeg } of photos) {
        palms.push({ hand, sight: await lookInThread(jpeg, { declared: hand, signal }) });
      }
      const reading = composeReading(palms, { writingHand, language });
      refuseForbidden(reading, log);
      return reading;
    },
  };
}

/**
 * The rules' words pass the same table as a model's. Tests hold every one of them against it, so this finds nothing
 * unless a rule has slipped past them.
 */
function refuseForbidden({ assessment, summary, report }: Reading, log: Log): void {
  const found = findForbiddenInAll([assessment, summary, report]);
  if (!found) return;
  log.error({ category: found.category }, "a rule says what may not be said");
  throw new ReaderGaveUp("unusable");
}
