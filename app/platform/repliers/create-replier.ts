import { createBuiltinReplier } from "#core/conversations/builtin/builtin-replier.ts";
import type { Replier } from "#core/conversations/replier.ts";
import type { Log } from "#core/ports.ts";
import type { ReaderConfig } from "../config.ts";
import type { ReaderObserver } from "../readers/observe-reader.ts";
import type { CallGuard } from "../openai/call-guard.ts";
import { createOpenAiReplier } from "./openai/openai-replier.ts";
import { observeReplier } from "./observe-replier.ts";

/** Whoever answers questions under these settings: the one that reads the photos. */
export function createReplier(
  config: ReaderConfig,
  deps: {
    readonly log: Log;
    /** Is told of every call. */
    readonly observer?: Pick<ReaderObserver, "onCall">;
    /** Whom calls of a provider have to pass. */
    readonly guard?: CallGuard | undefined;
  },
): Replier {
  if (config.kind !== "openai") return createBuiltinReplier();
  const replier = createOpenAiReplier({ ...config, ...deps });
  return deps.observer ? observeReplier(replier, deps.observer) : replier;
}
