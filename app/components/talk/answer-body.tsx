import { describeProblem } from "#locales/describe-problem.ts";
import type { Messages } from "#locales/messages.ts";
import type { ShownAnswer } from "./shown-message.ts";

/** An answer below its heading. The event stream sends the same, once the answer is written. */
export function AnswerBody({
  messages,
  answer,
}: {
  readonly messages: Messages;
  readonly answer: ShownAnswer;
}) {
  const { talk } = messages;
  const { status, html, lang, error, answeredBy } = answer;
  return (
    <>
      <div className="said" dir="auto" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
      {status === "cancelled" && (
        <p className="soft">{error === null ? talk.stopped : describeProblem(messages, error)}</p>
      )}
      {status === "failed" && (
        <p className="error">
          {describeProblem(messages, error ?? { code: "internal", params: {} })}
        </p>
      )}
      {answeredBy !== null && <p className="soft">{talk.answeredBy[answeredBy]}</p>}
    </>
  );
}
