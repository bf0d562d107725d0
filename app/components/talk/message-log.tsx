import type { Messages } from "#locales/messages.ts";
import { AnswerBody } from "./answer-body.tsx";
import type { ShownMessage } from "./shown-message.ts";

/** Messages in their order; the last one can be jumped to. */
export function MessageLog({
  messages,
  log,
  goOn,
}: {
  readonly messages: Messages;
  readonly log: readonly ShownMessage[];
  /** Where an answer that is being written goes on, as long as no script follows it. */
  readonly goOn: string;
}) {
  const { talk } = messages;
  return (
    <div role="log" aria-label={talk.log}>
      {log.map((message, index) => {
        const anchor = index === log.length - 1 ? { id: "latest", tabIndex: -1 } : {};
        return message.role === "user" ? (
          <article className="asked" key={message.id}>
            <h2 {...anchor}>{talk.you}</h2>
            <p dir="auto" lang={message.lang}>
              {message.text}
            </p>
          </article>
        ) : (
          <article className="answer" key={message.id}>
            <h2 {...anchor}>{talk.answer}</h2>
            {message.status === "pending" && (
              // Above the text: should the page break off in the middle of it, the way on is there.
              <p data-go-on>
                <a className="action" href={goOn}>
                  {talk.goOn}
                </a>
              </p>
            )}
            <div data-answer={message.id}>
              <AnswerBody messages={messages} answer={message} />
            </div>
          </article>
        );
      })}
    </div>
  );
}
