import type OpenAI from "openai";
import { z } from "zod";
import { buildContext, type ContextMessage } from "#core/conversations/context/build-context.ts";
import { estimateTokens } from "#core/conversations/context/estimate-tokens.ts";
import { ANSWERS_PROMPT_VERSION } from "#core/conversations/context/palm-answers.v1.ts";
import type { Replier, ReplyPart, ReplyUsage } from "#core/conversations/replier.ts";
import { ReplyAnswer } from "#core/conversations/reply-answer.ts";
import { ReplyUnusable } from "#core/conversations/reply-failures.ts";
import type { CallReport } from "../../openai/call-guard.ts";
import { costOf } from "../../openai/prices.ts";
import {
  callProvider,
  openProvider,
  type ProviderOptions,
  unguarded,
} from "../../openai/provider-client.ts";
import { readFeedback } from "../../openai/read-feedback.ts";
import { createJsonTextReader } from "./read-json-text.ts";
import { createPipe, type Pipe } from "./pipe.ts";

/** 120 words with their JSON are about 250 tokens in English and, in Devanagari, some times that. */
const MAX_ANSWER_TOKENS = 900;

/**
 * Has a model of OpenAI, or of any server that speaks its chat completions, answer questions. The answer is a JSON
 * object whose text is handed on while it arrives; what declines comes before it, and what it rests on after.
 */
export function createOpenAiReplier(options: ProviderOptions): Replier {
  const { guard = unguarded, model } = options;
  const client = openProvider(options);
  const { $schema: _, ...schema } = z.toJSONSchema(ReplyAnswer, { target: "draft-2020-12" });

  return {
    name: "openai",
    promptVersion: ANSWERS_PROMPT_VERSION,
    async *reply(request, { signal }) {
      const messages = buildContext(request);
      const promptTokens =
        estimateTokens(JSON.stringify(schema)) +
        messages.reduce((sum, { content }) => sum + estimateTokens(content) + 4, 0);
      const leaving = new AbortController();
      const leave = () => leaving.abort(signal.reason);
      signal.addEventListener("abort", leave, { once: true });
      if (signal.aborted) leave();
      const pipe = createPipe<ReplyPart>();
      const calling = guard
        .run(
          {
            tokens: promptTokens + MAX_ANSWER_TOKENS,
            cost: costOf(model, { promptTokens, completionTokens: MAX_ANSWER_TOKENS }),
            signal: leaving.signal,
          },
          (report) =>
            call(client, options, { messages, schema, signal: leaving.signal, report, pipe }),
        )
        .then(pipe.end, pipe.fail);
      try {
        yield* pipe.parts();
      } finally {
        signal.removeEventListener("abort", leave);
        leaving.abort();
        await calling;
      }
    },
  };
}

/** @throws ProviderFailure, ReplyUnusable */
function call(
  client: OpenAI,
  options: ProviderOptions,
  {
    messages,
    schema,
    signal,
    report,
    pipe,
  }: {
    readonly messages: readonly ContextMessage[];
    readonly schema: Record<string, unknown>;
    readonly signal: AbortSignal;
    readonly report: CallReport;
    readonly pipe: Pipe<ReplyPart>;
  },
): Promise<void> {
  const { model } = options;
  const isOurs = (error: unknown) => error instanceof ReplyUnusable;
  return callProvider(options, { signal, report, isOurs }, async (cut) => {
    const { data: chunks, response } = await client.chat.completions
      .create(
        {
          model,
          messages: [...messages],
          temperature: 0.3,
          max_completion_tokens: MAX_ANSWER_TOKENS,
          stream: true,
          stream_options: { include_usage: true },
          response_format: {
            type: "json_schema",
            json_schema: { name: "palm_answer", strict: true, schema },
          },
        },
        { signal: cut },
      )
      .withResponse();
    const { usage, restsOn, ...heard } = await hearOut(chunks, pipe, cut);
    report.feedback({
      ...readFeedback(response.headers, new Date()),
      status: response.status,
      usedTokens: usage ? usage.promptTokens + usage.completionTokens : undefined,
    });
    const answeredBy = heard.model ?? model;
    const cost = usage && costOf(answeredBy, usage);
    if (cost !== null) report.cost(cost);
    pipe.push({ kind: "end", restsOn, model: answeredBy, usage, cost });
  });
}

/** Hands on the text while it comes, and checks the whole once it is there. @throws ReplyUnusable */
async function hearOut(
  chunks: AsyncIterable<OpenAI.ChatCompletionChunk>,
  pipe: Pipe<ReplyPart>,
  signal: AbortSignal,
): Promise<{
  readonly restsOn: ReplyAnswer["rests_on"];
  readonly model: string | null;
  readonly usage: ReplyUsage | null;
}> {
  const reader = createJsonTextReader("text");
  let json = "";
  let finish: string | null = null;
  let isRefused = false;
  let hasBegun = false;
  let model: string | null = null;
  let usage: ReplyUsage | null = null;

  for await (const chunk of chunks) {
    model = chunk.model || model;
    if (chunk.usage) {
      usage = {
        promptTokens: chunk.usage.prompt_tokens,
        completionTokens: chunk.usage.completion_tokens,
        cachedTokens: chunk.usage.prompt_tokens_details?.cached_tokens ?? 0,
      };
    }
    const choice = chunk.choices[0];
    if (!choice) continue;
    finish = choice.finish_reason ?? finish;
    if (choice.delta.refusal) isRefused = true;
    const more = choice.delta.content ?? "";
    if (more === "" || isRefused) continue;
    json += more;
    const text = reader.read(more);
    // One that declines is told once its reason has been checked with the rest.
    if (reader.before === undefined || !/"declined"\s*:\s*null/u.test(reader.before)) continue;
    if (!hasBegun) pipe.push({ kind: "head", declined: null });
    hasBegun = true;
    if (text !== "") pipe.push({ kind: "text", text });
  }
  // The SDK ends a stream that is cut off as if it were whole.
  signal.throwIfAborted();
  if (isRefused) {
    if (!hasBegun) pipe.push({ kind: "head", declined: "off_topic" });
    else throw new ReplyUnusable("it was taken back");
    return { restsOn: [], model, usage };
  }
  if (finish === "length") throw new ReplyUnusable("it is too long");
  const answer = parse(json);
  if (!hasBegun) {
    // Servers that do not keep to the order send the text first; it is handed on when it is known to be one.
    const isText = answer.declined === null && answer.text.trim() !== "";
    pipe.push({ kind: "head", declined: isText ? null : (answer.declined ?? "off_topic") });
    if (isText) pipe.push({ kind: "text", text: answer.text });
  }
  return { restsOn: answer.declined ? [] : answer.rests_on, model, usage };
}

function parse(json: string): ReplyAnswer {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ReplyUnusable(json === "" ? "it is empty" : "it is no JSON");
  }
  const answer = ReplyAnswer.safeParse(value);
  if (!answer.success) throw new ReplyUnusable("it has another form");
  return answer.data;
}
