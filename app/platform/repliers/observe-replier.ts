import type { Replier } from "#core/conversations/replier.ts";
import { outcomeOf, type ReaderObserver } from "../readers/observe-reader.ts";

/** The same replier, with somebody who counts its calls and what they cost. */
export function observeReplier(
  replier: Replier,
  observer: Pick<ReaderObserver, "onCall">,
): Replier {
  return {
    ...replier,
    async *reply(request, { signal }) {
      const startedAt = performance.now();
      const ms = () => performance.now() - startedAt;
      try {
        for await (const part of replier.reply(request, { signal })) {
          if (part.kind === "end") {
            const { model, usage } = part;
            observer.onCall({
              outcome: "ok",
              ms: ms(),
              answer: model === null ? null : { model, usage },
            });
          }
          yield part;
        }
      } catch (error) {
        observer.onCall({
          outcome: signal.aborted ? "aborted" : outcomeOf(error),
          ms: ms(),
          answer: null,
        });
        throw error;
      }
    },
  };
}
