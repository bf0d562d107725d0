import type { Replier } from "../replier.ts";
import { splitSentences } from "../split-sentences.ts";
import { composeAnswer } from "./compose-answer.ts";

/** Answers by rules, from the report and from what tradition says of its parts. It costs nothing and asks nobody. */
export function createBuiltinReplier(): Replier {
  return {
    name: "builtin",
    promptVersion: "builtin-answers/1",
    async *reply(request, { signal }) {
      const { text, restsOn } = composeAnswer(request);
      yield { kind: "head", declined: null };
      for (const sentence of splitSentences(text)) {
        signal.throwIfAborted();
        yield { kind: "text", text: sentence };
      }
      yield { kind: "end", restsOn, model: null, usage: null, cost: null };
    },
  };
}
