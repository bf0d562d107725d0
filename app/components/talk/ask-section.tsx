import type { Language } from "#core/reading/reading.ts";
import { formatMoment } from "#locales/format-date.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";
import type { FormFailure } from "../form-problems.tsx";
import { QuestionField } from "./question-field.tsx";
import type { ListedConversation } from "./shown-message.ts";

/** What a reading can be asked, and what it was asked before. */
export type Asking = {
  readonly analysisId: string;
  readonly suggestions: readonly string[];
  /** In which the suggestions are. */
  readonly writtenIn: Language;
  readonly conversations: readonly ListedConversation[];
  readonly formKey: string;
  readonly maxLength: number;
};

/** Questions drawn from the reading, a place for one's own, and the conversations that there are. */
export function AskSection({
  messages,
  language,
  asking,
  csrf,
  failure,
  heading: Heading,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly asking: Asking;
  readonly csrf: string;
  readonly failure?: FormFailure | undefined;
  /** One below the title that this stands under. */
  readonly heading: "h2" | "h3";
}) {
  const { talk } = messages;
  return (
    <>
      <p>{talk.lead}</p>
      <form
        method="post"
        action={localePath(language, `/analyses/${asking.analysisId}/conversations`)}
        noValidate
      >
        <CsrfField csrf={csrf} />
        <input type="hidden" name="form_key" value={asking.formKey} />
        {asking.suggestions.length > 0 && (
          <div role="group" aria-labelledby="suggestions">
            <Heading id="suggestions">{talk.suggestions}</Heading>
            <ul
              className="chips"
              lang={asking.writtenIn === language ? undefined : asking.writtenIn}
            >
              {asking.suggestions.map((question) => (
                <li key={question}>
                  <button type="submit" name="suggestion" value={question}>
                    {question}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <QuestionField
          name="message"
          messages={messages}
          language={language}
          failure={failure}
          label={talk.own}
          maxLength={asking.maxLength}
        />
        <button className="button" type="submit">
          {talk.ask}
        </button>
      </form>
      {asking.conversations.length > 0 && (
        <>
          <Heading id="conversations">{talk.earlier}</Heading>
          <ul className="rows talks">
            {asking.conversations.map(({ id, title, lastAt }) => (
              <li key={id}>
                <div>
                  <a
                    className="action"
                    dir="auto"
                    href={localePath(language, `/conversations/${id}`)}
                  >
                    {title}
                  </a>
                  <p className="soft">{formatMoment(language, new Date(lastAt))}</p>
                </div>
                <a
                  className="action"
                  href={localePath(language, `/conversations/${id}/edit`)}
                  aria-label={`${talk.edit}: ${title}`}
                >
                  {talk.edit}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
