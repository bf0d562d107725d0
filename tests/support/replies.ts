import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { inject, onTestFinished } from "vitest";
import { answerQuestion } from "#core/conversations/answer-question.ts";
import { type Asked, askQuestion, startConversation } from "#core/conversations/ask-question.ts";
import type { Conversation } from "#core/conversations/conversation.ts";
import { createBuiltinReplier } from "#core/conversations/builtin/builtin-replier.ts";
import { replyJob } from "#core/conversations/jobs.ts";
import { createReplyLedger } from "#core/conversations/reply-ledger.ts";
import type { Replier } from "#core/conversations/replier.ts";
import { type AnswerEvent, watchAnswer } from "#core/conversations/watch-answer.ts";
import type { Db } from "#core/database.ts";
import { verdictOf } from "#core/retry.ts";
import { createReplyQueue } from "#platform/jobs/reply-queue.ts";
import { createOpenAiReplier } from "#platform/repliers/openai/openai-replier.ts";
import { createReplyHub } from "#platform/replies/reply-feed.ts";
import { createReplyTeller } from "#platform/replies/reply-teller.ts";
import { openBlockingClient, openWebClient, openWorkerClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import { createWorker } from "#queue/worker.ts";
import { givenReport, plentyOfQuestions } from "./given-conversation.ts";
import { quickTimings } from "./queue.ts";
import { silentLog } from "./silent-log.ts";
import { until } from "./until.ts";

/** What a page shows of an answer: each piece at its place, and the stored text at last. */
export function shownOf(events: readonly AnswerEvent[]): string {
  return events.reduce(
    (text, event) =>
      event.kind === "delta" ? text.slice(0, event.at) + event.text : event.message.content,
    "",
  );
}

/** The same without the stored text: what the pieces alone come to. */
export function piecesOf(events: readonly AnswerEvent[]): string {
  return shownOf(events.filter(({ kind }) => kind === "delta"));
}

/** The web's and the worker's side of answers in one process, on a real Redis and a real database. */
export async function givenReplies(
  db: Db,
  {
    replier = createBuiltinReplier(),
    redisUrl,
    prefix = `test-${randomUUID().slice(0, 8)}`,
  }: {
    readonly replier?: Replier;
    readonly redisUrl?: string;
    /** Of the queue's keys; where workers are processes of their own, theirs. */
    readonly prefix?: string;
  } = {},
) {
  const url = redisUrl ?? inject("redisUrl");
  const clients: Redis[] = [];
  const open = (openClient: typeof openWorkerClient) => {
    const client = openClient({ url, onError: () => undefined });
    clients.push(client);
    return client;
  };
  onTestFinished(() => clients.forEach((client) => client.disconnect()));
  const web = open(openWebClient);
  await until(() => web.status === "ready", { what: "the web is connected" });
  const hub = createReplyHub({
    redis: { command: web, blocking: open(openBlockingClient) },
    log: silentLog,
    timings: quickTimings,
  });
  onTestFinished(() => hub.close());
  const replyQueue = createReplyQueue(
    web,
    createQueue({ redis: web, name: replyJob.queue, prefix }),
  );
  const deps = { db, replyQueue, replyFeed: hub, log: silentLog };
  const analysis = await givenReport(db);
  let keys = 0;

  return {
    deps,
    hub,
    redis: web,
    analysis,
    start: (message: string): Promise<Asked> =>
      startConversation(deps, {
        analysis,
        message,
        clientKey: `key-${++keys}`,
        language: "en",
        limits: plentyOfQuestions,
      }),
    ask: (conversation: Conversation, content: string): Promise<Asked> =>
      askQuestion(deps, {
        conversation,
        content,
        clientKey: `key-${++keys}`,
        limits: plentyOfQuestions,
      }),
    async watch(
      conversationId: string,
      options: { readonly afterId?: string; readonly signal?: AbortSignal } = {},
    ): Promise<AnswerEvent[]> {
      const told: AnswerEvent[] = [];
      const { signal = new AbortController().signal, afterId } = options;
      for await (const event of watchAnswer(deps, conversationId, { signal, afterId })) {
        told.push(event);
      }
      return told;
    },
    startWorker(concurrency = 4) {
      const command = open(openWorkerClient);
      const blocking = open(openBlockingClient);
      const teller = createReplyTeller(command, silentLog);
      const stopping = new AbortController();
      const worker = createWorker({
        queue: createQueue({ redis: command, name: replyJob.queue, prefix }),
        definition: replyJob,
        ledger: createReplyLedger(db, { teller, replier: replier.name, leaseMs: 1_000 }),
        handle: (reply, run) =>
          answerQuestion(
            { db, replier, teller, clock: { now: () => new Date() }, log: silentLog },
            reply,
            run,
          ),
        verdict: verdictOf,
        concurrency,
        lookAhead: 0,
        redis: { command, blocking },
        log: silentLog,
        timings: quickTimings,
      });
      const running = worker.run(stopping.signal);
      const stop = async () => {
        stopping.abort();
        await running;
      };
      onTestFinished(stop);
      return {
        stop,
        /** The worker's machine is gone: nothing of it reaches Redis any more. */
        unplug() {
          command.disconnect();
          blocking.disconnect();
        },
      };
    },
  };
}

/** A replier that asks the server at this address. */
export function openAiReplierAt(baseUrl: string): Replier {
  return createOpenAiReplier({
    apiKey: "sk-test",
    baseUrl,
    model: "gpt-4.1-mini",
    timeoutMs: 20_000,
    log: silentLog,
  });
}
