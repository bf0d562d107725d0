import type { AuditAction } from "#core/audit/audit-action.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { TextField } from "../../text-field.tsx";

export type AccountProps = {
  readonly email: string;
  readonly isVerified: boolean;
  readonly isAdmin: boolean;
  readonly storage: { readonly usedMegabytes: number; readonly allMegabytes: number };
  readonly left: number;
  readonly sessions: readonly {
    readonly handle: string;
    readonly device: string;
    readonly place: string;
    readonly lastSeenAt: string;
    readonly isThis: boolean;
  }[];
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly ending: string;
    readonly lastUsedAt: string | null;
  }[];
  readonly audit: readonly {
    readonly action: AuditAction;
    readonly device: string | null;
    readonly place: string | null;
    readonly isOwn: boolean;
    readonly at: string;
  }[];
};

/** What was just done, told once at the head of the page. */
export type AccountNews =
  | {
      readonly kind: "password" | "session" | "sessions" | "token_revoked" | "mail" | "verified";
    }
  | { readonly kind: "token"; readonly token: string };

export function AccountPage({
  messages,
  language,
  csrf,
  account: shown,
  news,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly account: AccountProps;
  readonly news: AccountNews | null;
  readonly failure: FormFailure | undefined;
}) {
  const { account } = messages;
  const fallback = failure?.typed["intent"] === "token" ? "name" : "current_password";
  const formOf = (intent: string) => ({
    method: "post" as const,
    action: localePath(language, "/account"),
    noValidate: true,
    "data-intent": intent,
  });
  const hidden = (intent: string) => (
    <>
      <CsrfField csrf={csrf} />
      <input type="hidden" name="intent" value={intent} />
    </>
  );
  const when = (moment: string) => formatMoment(language, new Date(moment));
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback={fallback} />
      {news && (
        <div className="note" role="status">
          <p>{account.news[news.kind]}</p>
          {news.kind === "token" && (
            <p>
              <code>{news.token}</code>
            </p>
          )}
        </div>
      )}
      <h1>{account.title}</h1>
      <p>
        {shown.email} – {shown.isVerified ? account.verified : account.unverified}
      </p>
      {!shown.isVerified && (
        <form {...formOf("verify")}>
          {hidden("verify")}
          <button className="action" type="submit">
            {account.sendAgain}
          </button>
        </form>
      )}
      <p className="soft">{account.left({ left: shown.left })}</p>
      <p className="soft">{account.storage(shown.storage)}</p>
      <p>
        <a className="action" href={localePath(language, "/analyses")}>
          {messages.site.readings}
        </a>
        {shown.isAdmin && (
          <>
            {" "}
            <a className="action" href={localePath(language, "/admin")}>
              {account.admin}
            </a>
          </>
        )}
      </p>
      <form method="post" action={localePath(language, "/logout")}>
        <CsrfField csrf={csrf} />
        <button className="button quiet" type="submit">
          {messages.logout.submit}
        </button>
      </form>

      <h2>{account.password.title}</h2>
      <form {...formOf("password")}>
        {hidden("password")}
        <input type="hidden" name="username" autoComplete="username" value={shown.email} />
        <TextField
          name="current_password"
          label={account.password.current}
          type="password"
          autoComplete="current-password"
          messages={messages}
          failure={failure}
        />
        <TextField
          name="new_password"
          label={account.password.next}
          hint={messages.register.passwordHint}
          type="password"
          autoComplete="new-password"
          messages={messages}
          failure={failure}
        />
        <button className="button quiet" type="submit">
          {account.password.submit}
        </button>
      </form>

      <h2>{account.sessions.title}</h2>
      <ul className="rows">
        {shown.sessions.map((session) => (
          <li key={session.handle}>
            <span>
              {session.device}
              {session.isThis && <b> – {account.sessions.this}</b>}
              <br />
              <span className="soft">
                {account.sessions.seen({ place: session.place, when: when(session.lastSeenAt) })}
              </span>
            </span>
            {!session.isThis && (
              <form {...formOf("end_session")}>
                {hidden("end_session")}
                <input type="hidden" name="session" value={session.handle} />
                <button
                  className="action"
                  type="submit"
                  aria-label={`${account.sessions.end}: ${session.device}`}
                >
                  {account.sessions.end}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {shown.sessions.length > 1 && (
        <form {...formOf("end_others")}>
          {hidden("end_others")}
          <button className="button quiet" type="submit">
            {account.sessions.endOthers}
          </button>
        </form>
      )}

      <h2>{account.tokens.title}</h2>
      <p className="soft">{account.tokens.lead}</p>
      {shown.tokens.length > 0 && (
        <ul className="rows">
          {shown.tokens.map((token) => (
            <li key={token.id}>
              <span>
                {token.name} <code>hr_…{token.ending}</code>
                <br />
                <span className="soft">
                  {token.lastUsedAt === null
                    ? account.tokens.unused
                    : account.tokens.used({ when: when(token.lastUsedAt) })}
                </span>
              </span>
              <form {...formOf("revoke_token")}>
                {hidden("revoke_token")}
                <input type="hidden" name="token" value={token.id} />
                <button
                  className="action"
                  type="submit"
                  aria-label={`${account.tokens.revoke}: ${token.name}`}
                >
                  {account.tokens.revoke}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form {...formOf("token")}>
        {hidden("token")}
        <TextField
          name="name"
          label={account.tokens.name}
          autoComplete="off"
          messages={messages}
          failure={failure}
        />
        <button className="button quiet" type="submit">
          {account.tokens.submit}
        </button>
      </form>

      <h2>{account.audit.title}</h2>
      <ul className="rows">
        {shown.audit.map((entry) => (
          <li key={entry.at + entry.action}>
            <span>
              {account.audit.actions[entry.action]}
              {!entry.isOwn && entry.action !== "login_failed" && ` (${account.audit.byUs})`}
              <br />
              <span className="soft">
                {[when(entry.at), entry.device, entry.place].filter(Boolean).join(" · ")}
              </span>
            </span>
          </li>
        ))}
      </ul>

      <h2>{account.export.title}</h2>
      <p>{account.export.lead}</p>
      <a className="button quiet" href={localePath(language, "/account/export")} download>
        {account.export.submit}
      </a>

      <h2>{account.deletion.title}</h2>
      <p>{account.deletion.lead}</p>
      <a className="button quiet" href={localePath(language, "/account/delete")}>
        {account.deletion.submit}
      </a>
    </>
  );
}
