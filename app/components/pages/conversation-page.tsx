import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../form-problems.tsx";
import { MessageLog } from "../talk/message-log.tsx";
import { QuestionField } from "../talk/question-field.tsx";
import type { ShownMessage } from "../talk/shown-message.ts";

export type ShownConversation = {
  readonly id: string;
  readonly analysisId: string;
  readonly title: string;
  /** A page of messages, oldest first. */
  readonly log: readonly ShownMessage[];
  /** Where the page of older messages begins; null when there are none. */
  readonly before: number | null;
  /** False on a page of older messages. */
  readonly isNewest: boolean;
  /** The number of the last message of this page. */
  readonly seq: number;
  readonly formKey: string;
  readonly maxLength: number;
};

/**
 * A conversation. While its answer is written, `follow-conversation` shows it word by word; without JavaScript the
 * document asks again, and is held until there is more.
 */
export function ConversationPage({
  messages,
  language,
  conversation,
  goOn,
  isRefreshing,
  csrf,
  modules,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly conversation: ShownConversation;
  /** This page with what has been written of the answer by then. */
  readonly goOn: string;
  readonly isRefreshing: boolean;
  readonly csrf: string;
  readonly modules: readonly string[];
  readonly failure: FormFailure | undefined;
}) {
  const { talk, waiting } = messages;
  const { id, analysisId, log, before, isNewest } = conversation;
  const self = localePath(language, `/conversations/${id}`);
  const last = isNewest ? log.at(-1) : undefined;
  const answer = last?.role === "assistant" ? last : undefined;
  const isPending = answer?.status === "pending";
  // What an admin has dropped has an error that says so, and stays dropped.
  const canRetry =
    answer?.status === "failed" || (answer?.status === "cancelled" && answer.error === null);
  return (
    <>
      <FormProblems
        messages={messages}
        failure={failure}
        fallback={isPending ? "latest" : "content"}
      />
      <p>
        <a className="action" href={localePath(language, `/analyses/${analysisId}`)}>
          {talk.backToReading}
        </a>
      </p>
      <h1 dir="auto">{conversation.title}</h1>
      {before !== null && (
        <p>
          <a className="action" rel="prev" href={`${self}?before=${before}`}>
            {talk.older}
          </a>
        </p>
      )}
      <div
        data-follow={isPending ? `/conversations/${id}/events?language=${language}` : undefined}
        data-seq={conversation.seq}
        data-page={self}
        data-written={talk.written}
      >
        <MessageLog messages={messages} log={log} goOn={goOn} />
        {isPending && (
          <>
            <p className="soft" role="status">
              {talk.writing}
            </p>
            <noscript>
              <p className="soft">
                {isRefreshing ? waiting.refreshing : waiting.stopped}{" "}
                <a
                  className="action"
                  href={isRefreshing ? `${self}?auto=0#latest` : `${self}#latest`}
                >
                  {isRefreshing ? waiting.stop : waiting.resume}
                </a>
              </p>
            </noscript>
          </>
        )}
        {(isPending || canRetry) && (
          <form method="post" action={self} data-while-written={isPending ? "" : undefined}>
            <CsrfField csrf={csrf} />
            <input type="hidden" name="intent" value={isPending ? "stop" : "retry"} />
            <button className="action" type="submit">
              {isPending ? talk.stop : talk.retry}
            </button>
          </form>
        )}
        {isNewest ? (
          <form method="post" action={self} noValidate hidden={isPending && !failure}>
            <CsrfField csrf={csrf} />
            <input type="hidden" name="form_key" value={conversation.formKey} />
            <QuestionField
              name="content"
              messages={messages}
              language={language}
              failure={failure}
              label={talk.next}
              maxLength={conversation.maxLength}
            />
            <button className="button" type="submit">
              {talk.ask}
            </button>
          </form>
        ) : (
          <p>
            <a className="action" href={`${self}#latest`}>
              {talk.newest}
            </a>
          </p>
        )}
      </div>
      <p className="note">{messages.site.disclaimer}</p>
      <p>
        <a className="action" href={`${self}/edit`}>
          {talk.edit}
        </a>
      </p>
      {modules.map((address) => (
        <script key={address} type="module" src={address} />
      ))}
    </>
  );
}
