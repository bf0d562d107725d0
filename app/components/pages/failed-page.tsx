import type { MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";

/** The end of an analysis that gave no reading: why, what helps, and the way to try again. */
export function FailedPage({
  messages,
  language,
  error,
  analysisId,
  canRetry,
  csrf,
}: {
  readonly messages: Messages;
  readonly language: Language;
  /** Null when somebody cancelled it. */
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  readonly analysisId: string;
  /** Whether the same photos may give a reading on another try. */
  readonly canRetry: boolean;
  readonly csrf: string;
}) {
  const { failed } = messages;
  const hand = error?.params["hand"];
  const tip = error?.code.startsWith("palm.")
    ? tipOf(messages, error.code.slice("palm.".length))
    : undefined;
  return (
    <>
      <h1>{titleOfFailure(messages, error)}</h1>
      <p className="lead">
        {error === null ? failed.cancelled : describeProblem(messages, error)}
        {(hand === "left" || hand === "right") && ` (${messages.hand[hand]})`}
      </p>
      {tip !== undefined && (
        <div className="note">
          <h2>{failed.tip}</h2>
          <p>{tip}</p>
        </div>
      )}
      <p>{failed.free}</p>
      {canRetry && (
        <form method="post" action={localePath(language, `/analyses/${analysisId}`)}>
          <CsrfField csrf={csrf} />
          <input type="hidden" name="intent" value="retry" />
          <button className="button" id="retry" type="submit">
            {failed.retry}
          </button>
          <p className="soft">{failed.retryCounts}</p>
        </form>
      )}
      <a className={canRetry ? "action" : "button"} href={localePath(language, "/analyses/new")}>
        {failed.again}
      </a>
      <p>
        <a className="action" href={localePath(language, `/analyses/${analysisId}/edit`)}>
          {messages.readings.edit}
        </a>
      </p>
    </>
  );
}

/** Whether the photo or we are the reason, or nobody: then it was cancelled. */
export function titleOfFailure(
  { failed }: Messages,
  error: { readonly code: string } | null,
): string {
  if (error === null) return failed.cancelledTitle;
  return /^(photo|palm)\./.test(error.code) ? failed.photoTitle : failed.oursTitle;
}

function tipOf({ failed }: Messages, problem: string): string | undefined {
  return Object.entries(failed.tips).find(([name]) => name === problem)?.[1];
}
