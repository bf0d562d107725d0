import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { TextField } from "../../text-field.tsx";

export function DeleteAccountPage({
  messages,
  language,
  csrf,
  readings,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly readings: number;
  readonly failure: FormFailure | undefined;
}) {
  const { deletion, account } = messages;
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="current_password" />
      <h1>{deletion.title}</h1>
      <p>{deletion.lead({ readings })}</p>
      <p>
        <a className="action" href={localePath(language, "/account/export")} download>
          {account.export.submit}
        </a>
      </p>
      <form method="post" action={localePath(language, "/account/delete")} noValidate>
        <CsrfField csrf={csrf} />
        <TextField
          name="current_password"
          label={account.password.current}
          type="password"
          autoComplete="current-password"
          messages={messages}
          failure={failure}
        />
        <button className="button danger" type="submit">
          {deletion.submit}
        </button>
      </form>
      <p>
        <a className="action" href={localePath(language, "/account")}>
          {deletion.keep}
        </a>
      </p>
    </>
  );
}
