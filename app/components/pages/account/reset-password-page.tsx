import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { TextField } from "../../text-field.tsx";

/** What the link of a mail opens: a new password, or the end of an account that was never confirmed. */
export function ResetPasswordPage({
  messages,
  csrf,
  email,
  purpose,
  failure,
}: {
  readonly messages: Messages;
  readonly csrf: string;
  readonly email: string;
  readonly purpose: "reset_password" | "release_address";
  readonly failure: FormFailure | undefined;
}) {
  const { reset, register } = messages;
  if (purpose === "release_address") {
    return (
      <>
        <FormProblems messages={messages} failure={failure} fallback="release" />
        <h1>{reset.releaseTitle}</h1>
        <p>{reset.release({ email })}</p>
        <form method="post">
          <CsrfField csrf={csrf} />
          <button className="button danger" id="release" type="submit">
            {reset.releaseSubmit}
          </button>
        </form>
      </>
    );
  }
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="new_password" />
      <h1>{reset.title}</h1>
      <p>{reset.lead({ email })}</p>
      <form method="post" noValidate>
        <CsrfField csrf={csrf} />
        {/* For password managers, which keep it with the address. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <TextField
          name="new_password"
          label={reset.newPassword}
          hint={register.passwordHint}
          type="password"
          autoComplete="new-password"
          messages={messages}
          failure={failure}
        />
        <button className="button" type="submit">
          {reset.submit}
        </button>
      </form>
    </>
  );
}
