import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { type FormFailure, FormProblems } from "../form-problems.tsx";
import { LoginGate } from "../login-gate.tsx";
import { type Asking, AskSection } from "../talk/ask-section.tsx";

/** A reading's conversations on a page of their own; a guest is shown the way in. */
export function AskPage({
  messages,
  language,
  analysisId,
  asking,
  isGuest,
  csrf,
  isDeleted,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly analysisId: string;
  /** Null when there is nothing to ask about, and for a guest. */
  readonly asking: Asking | null;
  readonly isGuest: boolean;
  readonly csrf: string;
  /** True right after a conversation was deleted. */
  readonly isDeleted: boolean;
  readonly failure: FormFailure | undefined;
}) {
  const { talk } = messages;
  const reading = localePath(language, `/analyses/${analysisId}`);
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback={asking ? "message" : "main"} />
      {isDeleted && (
        <p className="note" role="status">
          {talk.deleted}
        </p>
      )}
      <h1>{talk.title}</h1>
      {asking ? (
        <AskSection
          messages={messages}
          language={language}
          asking={asking}
          csrf={csrf}
          failure={failure}
          heading="h2"
        />
      ) : isGuest ? (
        <LoginGate messages={messages} language={language} next={reading} />
      ) : (
        <p>{describeProblem(messages, { code: "conversation.no_report" })}</p>
      )}
      <p className="note">{messages.site.disclaimer}</p>
      <p>
        <a className="action" href={reading}>
          {talk.backToReading}
        </a>
      </p>
    </>
  );
}
