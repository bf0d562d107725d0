import type { Run } from "#queue/define-job.ts";
import type { Db } from "../database.ts";
import { DomainError } from "../errors.ts";
import type { Clock, Log, ReplyTeller } from "../ports.ts";
import { ReaderHeld } from "../reading/reading-failures.ts";
import { readingInLanguage } from "../reading/reading-in-language.ts";
import { type AnswerSpeech, createAnswerSpeech } from "./answer-speech.ts";
import type { DeclineReason } from "./message.ts";
import { linksTo, partsIn } from "./parts.ts";
import { languageOfQuestion } from "./question-language.ts";
import type { PastTurn, Replier, ReplyPart } from "./replier.ts";
import { listReplies } from "./replies.repo.ts";
import { NobodyAnswers, ReplyUnavailable, ReplyUnusable } from "./reply-failures.ts";
import type { ReplyToWrite, WrittenReply } from "./reply-ledger.ts";
import { judgeQuestion } from "./safety/judge-question.ts";
import { refusals } from "./safety/refusals.ts";

export type AnswerQuestionDeps = {
  readonly db: Db;
  readonly replier: Replier;
  readonly teller: Pick<ReplyTeller, "tell">;
  readonly clock: Clock;
  readonly log: Log;
};

/** Turns before a question that a replier is given at most; which of them it uses is its own. */
const MAX_PAST = 40;

/** So long a question waits for a provider that cannot be asked now, milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Writes the answer to one question, and says it sentence by sentence while it comes. May be run again after a crash:
 * it begins anew then, under a larger token, and what had been said is replaced.
 *
 * Questions that a palm does not answer are declined without asking anybody. Of what a replier says, no sentence is
 * shown before it has passed the rules; one that does not pass takes the whole answer with it.
 *
 * @throws NobodyAnswers when the question has waited long enough, or rules have nothing to say; ReplyUnusable, ReplyUnavailable, ReaderRateLimited,
 *   ReaderHeld when another run may succeed
 */
export async function answerQuestion(
  deps: AnswerQuestionDeps,
  reply: ReplyToWrite,
  run: Pick<Run, "token" | "signal">,
): Promise<WrittenReply> {
  const speech = createAnswerSpeech(deps.teller, { replyId: reply.id, run: run.token });
  const language = languageOfQuestion(reply.question, reply.conversation.language);

  const refused = judgeQuestion(reply.question);
  if (refused) {
    speech.replaceBy(refusals[language][refused]);
    return { ...byNobody, answer: speech.text, declined: refused };
  }
  const { analysis } = reply;
  if (!analysis?.reading?.report) throw new NobodyAnswers();
  const { reading } = readingInLanguage(analysis.reading, {
    language,
    writtenIn: analysis.language,
    writingHand: analysis.writingHand,
  });
  const request = {
    question: reply.question,
    language,
    reading,
    past: await listPast(deps.db, reply),
    today: deps.clock.now(),
  };
  try {
    const { declined, end } = await listen(
      deps.replier.reply(request, { signal: run.signal }),
      speech,
      (reason) => speech.replaceBy(refusals[language][reason]),
    );
    const topic = speech.unsafe;
    if (topic) deps.log.warn({ replyId: reply.id, topic }, "answer replaced by a refusal");
    if (!declined) {
      if (speech.text.trim() === "") throw emptyFrom(deps.replier);
      const known = partsIn(reading.report ?? analysis.reading.report);
      const links = linksTo(
        known.filter((part) => end.restsOn.includes(part)),
        language,
      );
      if (links !== "") speech.add(`${/\n$/.test(speech.text) ? "" : "\n\n"}${links}`);
    }
    return {
      answer: speech.text,
      declined,
      replier: deps.replier.name,
      promptVersion: deps.replier.promptVersion,
      model: end.model,
      usage: end.usage,
      cost: end.cost,
    };
  } catch (error) {
    run.signal.throwIfAborted();
    throw judgeFailure(error, deps.clock.now().getTime() - reply.askedAt.getTime());
  }
}

const byNobody = {
  replier: null,
  promptVersion: null,
  model: null,
  usage: null,
  cost: null,
} satisfies Partial<WrittenReply>;

/** Rules that say nothing once say nothing again; a model may have more to say the next time. */
function emptyFrom({ name }: Replier): DomainError {
  return name === "builtin" ? new NobodyAnswers() : new ReplyUnusable("it is empty");
}

/** Hears a replier out, so that what was paid is known, also when its words are not wanted any more. */
async function listen(
  parts: AsyncIterable<ReplyPart>,
  speech: AnswerSpeech,
  refuse: (reason: DeclineReason) => void,
) {
  let declined: DeclineReason | null = null;
  let end: Extract<ReplyPart, { kind: "end" }> | undefined;
  const decline = (reason: DeclineReason) => {
    declined = reason;
    refuse(reason);
  };
  for await (const part of parts) {
    if (part.kind === "end") end = part;
    else if (part.kind === "head" && part.declined) decline(part.declined);
    else if (part.kind === "text" && !declined) {
      speech.hear(part.text);
      if (speech.unsafe) decline("unsafe_answer");
    }
  }
  if (!end) throw new ReplyUnusable("it broke off");
  if (!declined) {
    speech.finish();
    if (speech.unsafe) decline("unsafe_answer");
  }
  return { declined: declined as DeclineReason | null, end };
}

async function listPast(db: Db, { conversation, turn }: ReplyToWrite): Promise<PastTurn[]> {
  const rows = await listReplies(db, conversation.id, { before: turn, limit: MAX_PAST });
  return (
    rows
      // What was declined is nothing to go on from, and no model is to hear of it.
      .filter(({ status, declined }) => status === "completed" && declined === null)
      .map((row) => ({ turn: row.turn, question: row.question, answer: row.answer }))
      .toReversed()
  );
}

/** A person waits: what another day may bring is of no use to them. */
function judgeFailure(error: unknown, waitedMs: number): unknown {
  if (!DomainError.is(error)) return error;
  if (error.kind === "rate_limited") {
    const isLong = error instanceof ReaderHeld && error.reason !== "away";
    const waitMs = waitedMs + (error.retryAfterMs ?? 0);
    return isLong || waitMs > PATIENCE_MS ? new NobodyAnswers({ cause: error }) : error;
  }
  if (error.code === "reader.unavailable") {
    const { retryAfterMs } = error;
    return new ReplyUnavailable({
      cause: error,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  return error;
}
