import type { PalmReader } from "#core/ports.ts";
import { SIGHT_VERSION } from "#core/palm/sight-version.ts";
import { BUILTIN_VERSION, composeReading } from "#core/reading/builtin/compose-reading.ts";
import { READING_SCHEMA_VERSION } from "#core/reading/reading.ts";
import { lookInThread } from "../look-in-thread.ts";

/** Reads palms with our own image analysis, on threads of their own. Free, offline, deterministic. */
export function createBuiltinReader(): PalmReader {
  return {
    name: "builtin",
    recipe: [BUILTIN_VERSION, SIGHT_VERSION, READING_SCHEMA_VERSION].join(" "),
    async read({ photos, writingHand, language }, { signal }) {
      const palms = [];
      for (const { hand, jpeg } of photos) {
        palms.push({ hand, sight: await lookInThread(jpeg, { declared: hand, signal }) });
      }
      return composeReading(palms, { writingHand, language });
    },
  };
}
