import type { MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

export type ShownProblem = {
  readonly status: keyof Messages["error"]["titles"];
  readonly code: string;
  readonly params: MessageParams;
  /** Shown for our own faults, so that a letter to us can name it. */
  readonly requestId: string | null;
  /** For whoever may find it after a login. */
  readonly offer: { readonly address: string; readonly question: string | null } | null;
};

export function ErrorPage({
  messages,
  language,
  problem,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly problem: ShownProblem;
}) {
  const { error } = messages;
  const { offer } = problem;
  return (
    <>
      <h1>{error.titles[problem.status]}</h1>
      <p className="lead">{describeProblem(messages, problem)}</p>
      {problem.requestId !== null && (
        <p className="soft">{error.reference({ requestId: problem.requestId })}</p>
      )}
      {offer !== null && <p>{error.inAccount}</p>}
      {offer?.question != null && (
        <div className="field">
          <label htmlFor="unsent">{error.unsent}</label>
          <textarea id="unsent" rows={4} dir="auto" readOnly defaultValue={offer.question} />
        </div>
      )}
      {offer !== null && (
        <a className="button" href={offer.address}>
          {error.login}
        </a>
      )}
      <a className={offer === null ? "button" : "action"} href={localePath(language, "/")}>
        {error.home}
      </a>
    </>
  );
}
