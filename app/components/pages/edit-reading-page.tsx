import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../form-problems.tsx";
import { TextField } from "../text-field.tsx";

/** A reading's name, and its end. */
export function EditReadingPage({
  messages,
  language,
  csrf,
  reading,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly reading: { readonly id: string; readonly label: string | null };
  readonly failure: FormFailure | undefined;
}) {
  const { edit, upload } = messages;
  const self = localePath(language, `/analyses/${reading.id}/edit`);
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="label" />
      <h1>{edit.title}</h1>
      <form method="post" action={self} noValidate>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="intent" value="rename" />
        <TextField
          name="label"
          label={edit.label}
          hint={upload.label.hint}
          autoComplete="off"
          messages={messages}
          failure={failure}
          value={reading.label ?? ""}
        />
        <button className="button" type="submit">
          {edit.save}
        </button>
      </form>
      <h2>{edit.deleteTitle}</h2>
      <p>{edit.deleteLead}</p>
      <form method="post" action={self}>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="intent" value="delete" />
        <button className="button danger" type="submit">
          {edit.delete}
        </button>
      </form>
      <p>
        <a className="action" href={localePath(language, `/analyses/${reading.id}`)}>
          {edit.back}
        </a>
      </p>
    </>
  );
}
