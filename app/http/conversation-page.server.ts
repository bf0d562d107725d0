import { listMessages } from "#core/conversations/list-messages.ts";
import type { Answer, Message } from "#core/conversations/message.ts";
import { MAX_QUESTION_LENGTH } from "#core/conversations/question.ts";
import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import { answerHtml } from "./answer-html.server.ts";
import { waitForAnswer } from "./conversation-events.server.ts";
import { requireOwnConversation } from "./conversations.server.ts";
import { createFormKey } from "./form-key.server.ts";
import type { RouteArgs } from "./route.server.ts";

/** Messages a page: ten questions with their answers. */
const MESSAGES_PER_PAGE = 20;

/**
 * What `/conversations/:id` shows: the newest messages, or with `?before=…` those before that one.
 *
 * Without JavaScript a page with an answer that is being written refreshes itself to `?seen`, and that request is held
 * until the answer is there, or 20 s have passed. `?auto=0` asks for a page that stays as it is.
 */
export async function loadConversationPage(args: RouteArgs) {
  const { deps, language, request } = args;
  const query = new URL(request.url).searchParams;
  const before = readBefore(query);
  const { id, analysisId, title } = await requireOwnConversation(args);
  const list = () => listMessages(deps, id, { before, limit: MESSAGES_PER_PAGE });
  let page = await list();
  let written = "";
  if (before === undefined && query.has("seen") && isPending(page.items.at(-1))) {
    written = await waitForAnswer(args, id);
    page = await list();
  }

  const self = localePath(language, `/conversations/${id}`);
  const goOn = `${self}?seen#latest`;
  const isWaiting = before === undefined && isPending(page.items.at(-1));
  // A page that went by itself would take along what was typed into a form that has failed.
  const staysAsItIs = query.get("auto") === "0" || args.connection.hasFormFailed;
  return {
    language,
    goOn,
    refresh: isWaiting && !staysAsItIs ? { afterSeconds: 1, url: goOn } : null,
    conversation: {
      id,
      analysisId,
      title,
      log: page.items.map((message) =>
        message.role === "user"
          ? {
              role: message.role,
              id: message.id,
              text: message.content,
              lang: languageOfText(message.content, language),
            }
          : toShownAnswer(message, { analysisId, language, written }),
      ),
      before: page.before,
      isNewest: before === undefined,
      seq: page.items.at(-1)?.seq ?? 0,
      formKey: createFormKey(deps.config.secretKeys),
      maxLength: MAX_QUESTION_LENGTH,
    },
  };
}

/** @param written what there is of it while it is being written, Markdown */
export function toShownAnswer(
  { role, id, status, content, error, replier }: Answer,
  {
    analysisId,
    language,
    written = "",
  }: { readonly analysisId: string; readonly language: Language; readonly written?: string },
) {
  const text = status === "pending" ? written : content;
  return {
    role,
    id,
    status,
    html: answerHtml(text, { analysisId, language }),
    lang: languageOfText(text, language),
    error,
    answeredBy: replier,
  };
}

function isPending(message: Message | undefined): boolean {
  return message?.role === "assistant" && message.status === "pending";
}

function readBefore(query: URLSearchParams): number | undefined {
  const given = query.get("before") ?? "";
  return /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
}

/** Undefined when a text is in the page's language, as far as its letters tell. */
function languageOfText(text: string, page: Language): Language | undefined {
  const letters = /\p{Script=Devanagari}/u.test(text)
    ? "hi"
    : /\p{Script=Latin}/u.test(text)
      ? "en"
      : page;
  return letters === page ? undefined : letters;
}
