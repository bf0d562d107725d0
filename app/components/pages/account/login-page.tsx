import { localePath } from "#locales/locale-path.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { FormProblems } from "../../form-problems.tsx";
import { TextField } from "../../text-field.tsx";
import type { CredentialsProps } from "./register-page.tsx";

export function LoginPage({ messages, language, csrf, next, failure }: CredentialsProps) {
  const { login } = messages;
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="email" />
      <h1>{login.title}</h1>
      <form method="post" action={localePath(language, "/login") + next} noValidate>
        <CsrfField csrf={csrf} />
        <TextField
          name="email"
          label={login.email}
          type="email"
          autoComplete="username"
          messages={messages}
          failure={failure}
        />
        <TextField
          name="password"
          label={login.password}
          type="password"
          autoComplete="current-password"
          messages={messages}
          failure={failure}
        />
        <button className="button" type="submit">
          {login.submit}
        </button>
      </form>
      <p>
        <a className="action" href={localePath(language, "/forgot-password")}>
          {login.forgot}
        </a>
        <br />
        <a className="action" href={localePath(language, "/register") + next}>
          {login.noAccount}
        </a>
      </p>
    </>
  );
}
