import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";

/** One question and one button. */
export function ConfirmPage({
  messages,
  csrf,
  title,
  text,
  submit,
  failure,
}: {
  readonly messages: Messages;
  readonly csrf: string;
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly failure: FormFailure | undefined;
}) {
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="confirm" />
      <h1>{title}</h1>
      <p>{text}</p>
      <form method="post">
        <CsrfField csrf={csrf} />
        <button className="button" id="confirm" type="submit">
          {submit}
        </button>
      </form>
    </>
  );
}
