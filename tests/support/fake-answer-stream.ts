import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Language } from "#core/reading/reading.ts";

/** How an answer to a question is streamed. */
export type FakeAnswer = {
  /** JSON as the model writes it; a good one unless given. `{now}` in it becomes the time at which it is sent. */
  readonly content?: string;
  readonly refusal?: string;
  readonly finish?: "stop" | "length";
  /** How long the model thinks before its first token, and from one to the next, milliseconds. */
  readonly firstMs?: number;
  readonly tokenMs?: number;
  /** So many tokens, and then the connection is cut. */
  readonly cutAfter?: number;
  readonly usage?: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly cachedTokens?: number;
  };
};

const texts: Record<Language, string> = {
  en: "Your heart line was seen clearly and curves upwards. Tradition links such a curve with warmth that is shown openly. It may suggest that you say early what you feel. Your head line runs straight, which is traditionally linked with practical thinking.",
  hi: "आपकी हृदय रेखा साफ़ दिखी और ऊपर की ओर मुड़ती है। परंपरा ऐसे घुमाव को खुलकर जताए जाने वाले अपनेपन से जोड़ती है। हो सकता है आप अपनी बात जल्दी कह देते हों।",
};

/** A good answer as a model writes it. */
export function answerJson({
  text = texts.en,
  declined = null,
  restsOn = declined === null ? ["line:heart"] : [],
}: {
  readonly text?: string;
  readonly declined?: string | null;
  readonly restsOn?: readonly string[];
} = {}): string {
  return JSON.stringify({ declined, text: declined === null ? text : "", rests_on: restsOn });
}

/** Sends an answer as server-sent chunks of a chat completion, usage last. */
export async function streamAnswer(
  response: ServerResponse,
  answer: FakeAnswer,
  { language, onFirstToken }: { readonly language: Language; readonly onFirstToken?: () => void },
): Promise<void> {
  const { firstMs = 0, tokenMs = 0, finish = "stop", refusal, cutAfter } = answer;
  const usage = answer.usage ?? { promptTokens: 1_800, completionTokens: 90 };
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  response.flushHeaders();
  const send = (chunk: object) =>
    response.write(
      `data: ${JSON.stringify({ id: "chatcmpl-fake", object: "chat.completion.chunk", created: 1, model: "gpt-4.1-mini-2025-04-14", ...chunk })}\n\n`,
    );
  const delta = (part: object, end: string | null = null) =>
    send({ choices: [{ index: 0, delta: part, finish_reason: end }], usage: null });

  delta({ role: "assistant", content: "" });
  await delay(firstMs);
  onFirstToken?.();
  if (refusal !== undefined) delta({ refusal });
  const content =
    refusal === undefined ? (answer.content ?? answerJson({ text: texts[language] })) : "";
  // Tokens of a word each, about as a model has them.
  const tokens = content.match(/\s*\S+\s*?(?=\s|$)|\s+/gu) ?? [];
  for (const [index, token] of tokens.entries()) {
    if (cutAfter === index) {
      response.socket?.resetAndDestroy();
      return;
    }
    if (response.destroyed) return;
    delta({ content: token.replaceAll("{now}", () => String(Date.now())) });
    if (tokenMs > 0) await delay(tokenMs);
  }
  delta({}, finish);
  send({
    choices: [],
    usage: {
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      total_tokens: usage.promptTokens + usage.completionTokens,
      prompt_tokens_details: { cached_tokens: usage.cachedTokens ?? 0 },
    },
  });
  response.end("data: [DONE]\n\n");
}
