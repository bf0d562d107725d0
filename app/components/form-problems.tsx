import type { FieldProblems, MessageParams } from "#core/errors.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import type { Messages } from "#locales/messages.ts";
import { ErrorSummary } from "./error-summary.tsx";

/** Why a form was refused, and what had been typed into it. */
export type FormFailure = {
  readonly code: string;
  readonly params: MessageParams;
  readonly fields: FieldProblems;
  readonly typed: Readonly<Record<string, string>>;
};

/** What is wrong with a form, first on its page. The fields' ids are their names. */
export function FormProblems({
  messages,
  failure,
  fallback,
}: {
  readonly messages: Messages;
  readonly failure: FormFailure | undefined;
  /** The field that a problem of the whole form leads to. */
  readonly fallback: string;
}) {
  if (!failure) return null;
  const listed = Object.entries(failure.fields).flatMap(([field, problems]) =>
    problems.map((problem) => ({ href: `#${field}`, text: describeProblem(messages, problem) })),
  );
  return (
    <ErrorSummary
      title={messages.form.problem}
      problems={
        listed.length > 0
          ? listed
          : [{ href: `#${fallback}`, text: describeProblem(messages, failure) }]
      }
    />
  );
}

/** What is wrong with one field, in words. */
export function problemsOf(
  messages: Messages,
  failure: FormFailure | undefined,
  field: string,
): string {
  return (failure?.fields[field] ?? [])
    .map((problem) => describeProblem(messages, problem))
    .join(" ");
}
