import type { Log, PalmReader, PhotoCodec } from "#core/ports.ts";
import type { ReaderConfig } from "../config.ts";
import { createBuiltinReader } from "./builtin/builtin-reader.ts";
import { lookInThread } from "./look-in-thread.ts";
import { observeReader, type ReaderObserver } from "./observe-reader.ts";
import type { CallGuard } from "../openai/call-guard.ts";
import { createOpenAiReader } from "./openai/openai-reader.ts";
import { rememberSights } from "./remember-sights.ts";

/** The reader that the settings ask for. */
export function createPalmReader(
  config: ReaderConfig,
  deps: {
    readonly photoCodec: PhotoCodec;
    readonly log: Log;
    /** Is told of every reading and call. */
    readonly observer?: ReaderObserver;
    /** Whom calls of a provider have to pass. */
    readonly guard?: CallGuard | undefined;
  },
): PalmReader {
  const reader =
    config.kind === "openai"
      ? createOpenAiReader({ ...config, ...deps, look: rememberSights(lookInThread) })
      : createBuiltinReader(deps);
  return deps.observer ? observeReader(reader, deps.observer) : reader;
}
