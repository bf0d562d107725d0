import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { TextField } from "../../text-field.tsx";

export function ForgotPasswordPage({
  messages,
  language,
  csrf,
  isSent,
  sendsMail,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly isSent: boolean;
  /** False where the operator has set up no way to send mail. */
  readonly sendsMail: boolean;
  readonly failure: FormFailure | undefined;
}) {
  const { forgot, login } = messages;
  if (isSent) {
    return (
      <>
        <h1>{forgot.sentTitle}</h1>
        <p role="status">{forgot.sent}</p>
        <p>
          <a className="action" href={localePath(language, "/login")}>
            {forgot.toLogin}
          </a>
        </p>
      </>
    );
  }
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="email" />
      <h1>{forgot.title}</h1>
      <p>{sendsMail ? forgot.lead : forgot.noMail}</p>
      {sendsMail && (
        <form method="post" action={localePath(language, "/forgot-password")} noValidate>
          <CsrfField csrf={csrf} />
          <TextField
            name="email"
            label={login.email}
            type="email"
            autoComplete="username"
            messages={messages}
            failure={failure}
          />
          <button className="button" type="submit">
            {forgot.submit}
          </button>
        </form>
      )}
    </>
  );
}
