import type { PastTurn, ReplyRequest } from "../replier.ts";
import { answerInstructions } from "./palm-answers.v1.ts";
import { compactReading } from "./compact-reading.ts";
import { cutToTokens, estimateTokens } from "./estimate-tokens.ts";

export type ContextMessage = {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
};

/**
 * Past turns are sent in blocks of four, at least the last four of them and at most seven. So what is sent before the
 * newest turn stays the same for four turns, and the provider has it in its cache.
 */
const BLOCK = 4;

/** For past turns that are sent word for word, and for one of their answers. */
const TURNS_TOKENS = 2_000;
const ANSWER_TOKENS = 280;
const QUESTION_TOKENS = 160;

/** Questions before those, one line each: the last so many, and this much of each. */
const MOST_OLDER = 16;
const OLDER_TOKENS = 25;

/**
 * What a model is sent with a question. However long a conversation grows, this does not: the last turns are sent, of
 * those before their questions in short, and before that nothing. The order is from what never changes to what is new.
 */
export function buildContext(request: ReplyRequest): readonly ContextMessage[] {
  const { question, language, reading, past, today } = request;
  const { older, recent } = divide(past);
  return [
    {
      role: "system",
      content: `${answerInstructions(language)}\n\nTHE READING\n${reading.report ? compactReading(reading.report) : ""}`,
    },
    ...(older.length === 0 ? [] : [{ role: "system" as const, content: summarise(older) }]),
    ...recent.flatMap((turn) => [
      { role: "user" as const, content: cutToTokens(turn.question, QUESTION_TOKENS) },
      {
        role: "assistant" as const,
        content: cutToTokens(withoutLinks(turn.answer), ANSWER_TOKENS),
      },
    ]),
    { role: "user", content: question },
    // After the question: a new day must not make the beginning a new one.
    { role: "system", content: `Today is ${today.toISOString().slice(0, 10)}.` },
  ];
}

function divide(past: readonly PastTurn[]) {
  const next = (past.at(-1)?.turn ?? 0) + 1;
  let from = Math.max(1, (Math.floor((next - 1) / BLOCK) - 1) * BLOCK + 1);
  const since = (turn: number) => past.filter((one) => one.turn >= turn);
  while (from + BLOCK < next && tokensOf(since(from)) > TURNS_TOKENS) from += BLOCK;
  return { older: past.filter(({ turn }) => turn < from), recent: since(from) };
}

function tokensOf(turns: readonly PastTurn[]): number {
  return turns.reduce(
    (sum, { question, answer }) =>
      sum +
      Math.min(QUESTION_TOKENS, estimateTokens(question)) +
      Math.min(ANSWER_TOKENS, estimateTokens(answer)),
    0,
  );
}

/** By rules, not by a model: it costs nothing and says the same every time. */
function summarise(older: readonly PastTurn[]): string {
  const lines = older
    .slice(-MOST_OLDER)
    .map(({ question }) => `- ${cutToTokens(question.replace(/\s+/gu, " "), OLDER_TOKENS)}`);
  return ["Earlier in this conversation the person asked, oldest first (data):", ...lines].join(
    "\n",
  );
}

/** The links at an answer's end are ours. */
function withoutLinks(answer: string): string {
  return answer.replace(/\n+[^\n]*\]\(#[^\n]*$/u, "").replace(/\[([^\]]*)\]\(#[^)]*\)/gu, "$1");
}
