import type { FieldProblem } from "#core/errors.ts";
import type { Messages, ProblemCode } from "./messages.ts";

/** The sentence for an error's code; an unknown code, which an old row may hold, is told as our own fault. */
export function describeProblem(messages: Messages, { code, params = {} }: FieldProblem): string {
  const text = isKnown(messages, code) ? messages.problems[code] : messages.problems.internal;
  return typeof text === "string" ? text : text(params);
}

function isKnown(messages: Messages, code: string): code is ProblemCode {
  return Object.hasOwn(messages.problems, code);
}
