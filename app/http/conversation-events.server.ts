import { listMessages } from "#core/conversations/list-messages.ts";
import type { Answer } from "#core/conversations/message.ts";
import { type AnswerEvent, watchAnswer } from "#core/conversations/watch-answer.ts";
import type { Language } from "#core/reading/reading.ts";
import { readLastEventId } from "./analyses.server.ts";
import { openStream } from "./connection.server.ts";
import { toAnswerJson } from "./conversation-json.server.ts";
import { requireOwnConversation } from "./conversations.server.ts";
import { eventStream, type ServerEvent } from "./event-stream.server.ts";
import type { RouteArgs } from "./route.server.ts";
import type { WebDeps } from "./web.server.ts";
import type { AnswerPiece, ToldAnswer } from "./wire/conversation-answers.server.ts";

/** A stream ends after this long and the browser comes back: kind to radios, proxies and deploys. */
const STREAM_LIFE_MS = 55_000;

/** How long a page without JavaScript is held open for an answer, milliseconds. */
const HOLD_MS = 20_000;

/** An answer as our own page shows it, for the last event of the page's own stream. */
export type RenderAnswer = (answer: Answer, analysisId: string) => string;

/** The event stream of the newest answer. 204 tells a client that has seen it to the end not to come back. */
export async function conversationEvents(
  args: RouteArgs,
  { language, render }: { readonly language: Language; readonly render?: RenderAnswer },
): Promise<Response> {
  const { id, analysisId } = await requireOwnConversation(args);
  const newest = await findNewestAnswer(args.deps, id);
  const afterId = readLastEventId(args.request);
  const stream = openStream(args.connection, STREAM_LIFE_MS);
  const toEvent = (event: AnswerEvent): ServerEvent => {
    if (event.kind === "delta") {
      const { seq, at, text } = event;
      const piece: AnswerPiece = { conversation_id: id, seq, at, text };
      return { id: event.id, event: "delta", data: piece };
    }
    const html = render?.(event.message, analysisId);
    const message: ToldAnswer = { conversation_id: id, ...toAnswerJson(event.message, language) };
    return {
      id: event.id,
      event: "message",
      data: html === undefined ? message : { ...message, html },
    };
  };
  try {
    const events = watchAnswer(args.deps, id, { signal: stream.signal, afterId });
    if (newest?.status !== "pending") {
      const first = await events.next();
      if (!first.done) return eventStream(args.connection, stream, one(toEvent(first.value)));
      stream.release();
      return new Response(null, { status: 204 });
    }
    // The first word may take its time: the client learns at once that it is being listened for.
    return eventStream(args.connection, stream, all(events, toEvent));
  } catch (error) {
    stream.release();
    throw error;
  }
}

/**
 * Waits until the newest answer is written, at most 20 s.
 *
 * @returns what there is of it by then, Markdown
 */
export async function waitForAnswer(
  { deps, connection }: RouteArgs,
  conversationId: string,
): Promise<string> {
  const stream = openStream(connection, HOLD_MS);
  let text = "";
  try {
    for await (const event of watchAnswer(deps, conversationId, { signal: stream.signal })) {
      if (event.kind === "message") return event.message.content;
      text = text.slice(0, event.at) + event.text;
    }
    return text;
  } finally {
    stream.release();
  }
}

async function findNewestAnswer(deps: WebDeps, id: string): Promise<Answer | undefined> {
  const { items } = await listMessages(deps, id, { limit: 2 });
  const newest = items.at(-1);
  return newest?.role === "assistant" ? newest : undefined;
}

async function* one(event: ServerEvent): AsyncGenerator<ServerEvent, undefined> {
  yield event;
}

async function* all(
  events: AsyncIterable<AnswerEvent>,
  toEvent: (event: AnswerEvent) => ServerEvent,
): AsyncGenerator<ServerEvent, undefined> {
  for await (const event of events) yield toEvent(event);
}
