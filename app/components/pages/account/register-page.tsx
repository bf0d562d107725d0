import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { TextField } from "../../text-field.tsx";

export type CredentialsProps = {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  /** Where to go afterwards, as a query string; empty for the list of readings. */
  readonly next: string;
  readonly failure: FormFailure | undefined;
};

export function RegisterPage({ messages, language, csrf, next, failure }: CredentialsProps) {
  const { register, login } = messages;
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="email" />
      <h1>{register.title}</h1>
      <p>{register.lead}</p>
      <form method="post" action={localePath(language, "/register") + next} noValidate>
        <CsrfField csrf={csrf} />
        <TextField
          name="email"
          label={login.email}
          hint={register.emailHint}
          type="email"
          autoComplete="email"
          messages={messages}
          failure={failure}
        />
        <TextField
          name="password"
          label={login.password}
          hint={register.passwordHint}
          type="password"
          autoComplete="new-password"
          messages={messages}
          failure={failure}
        />
        <p className="soft">
          {register.agree}{" "}
          <a href={localePath(language, "/privacy")}>{messages.upload.privacyLink}</a>
        </p>
        <button className="button" type="submit">
          {register.submit}
        </button>
      </form>
      <p>
        <a className="action" href={localePath(language, "/login") + next}>
          {register.haveAccount}
        </a>
      </p>
    </>
  );
}
