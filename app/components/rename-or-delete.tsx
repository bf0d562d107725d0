import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "./csrf-field.tsx";
import { type FormFailure, FormProblems } from "./form-problems.tsx";
import { TextField } from "./text-field.tsx";

/** Two forms to one address: a thing's name, and its end. */
export function RenameOrDelete({
  messages,
  csrf,
  action,
  field,
  words,
  back,
  failure,
}: {
  readonly messages: Messages;
  readonly csrf: string;
  readonly action: string;
  readonly field: {
    readonly name: string;
    readonly label: string;
    readonly hint?: string;
    readonly value: string;
  };
  readonly words: {
    readonly title: string;
    readonly save: string;
    readonly deleteTitle: string;
    readonly deleteLead: string;
    readonly delete: string;
    readonly back: string;
  };
  /** Where the thing itself is shown. */
  readonly back: string;
  readonly failure: FormFailure | undefined;
}) {
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback={field.name} />
      <h1>{words.title}</h1>
      <form method="post" action={action} noValidate>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="intent" value="rename" />
        <TextField {...field} autoComplete="off" messages={messages} failure={failure} />
        <button className="button" type="submit">
          {words.save}
        </button>
      </form>
      <h2>{words.deleteTitle}</h2>
      <p>{words.deleteLead}</p>
      <form method="post" action={action}>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="intent" value="delete" />
        <button className="button danger" type="submit">
          {words.delete}
        </button>
      </form>
      <p>
        <a className="action" href={back}>
          {words.back}
        </a>
      </p>
    </>
  );
}
