import OpenAI from "openai";
import type { Log, PaidAnswer, PalmReader, PhotoCodec, ReadingRequest } from "#core/ports.ts";
import { palmAnswerJsonSchema } from "#core/reading/palm-answer.ts";
import {
  aboutPhoto,
  aboutRequest,
  instructions,
  PROMPT_VERSION,
} from "#core/reading/prompt/palm-reading.v1.ts";
import { ReaderAnswerUnusable, ReaderGaveUp } from "#core/reading/reading-failures.ts";
import type { CallGuard, CallReport } from "./call-guard.ts";
import { READING_SCHEMA_VERSION } from "#core/reading/reading.ts";
import { interpretCompletion } from "./interpret-completion.ts";
import { costOf } from "./prices.ts";
import { ProviderFailure } from "./provider-failure.ts";
import { readFeedback } from "./read-feedback.ts";

/**
 * Photos travel at 1,024 px: gpt-4.1-mini sees 32-px patches at 1.62 tokens each, so a 3:4 photo costs
 * 32 × 24 × 1.62 = 1,244 tokens; at 2,048 px it would meet the cap of 1,536 patches and cost 2,488.
 */
const PHOTO = { maxSide: 1024, quality: 80 };

/** 1,200 words with their JSON are about 3,500 tokens in English and, with Devanagari, twice that. */
const MAX_ANSWER_TOKENS = 8_000;

/** Of English; the prompts are English with a few words of Hindi. */
const LETTERS_PER_TOKEN = 3.5;

/** So many answers are bought for one analysis before it is given up. */
const MOST_ANSWERS = 3;

export type OpenAiReaderOptions = {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number;
  readonly photoCodec: PhotoCodec;
  readonly log: Log;
  /** Whom all calls have to pass. */
  readonly guard?: CallGuard | undefined;
};

/**
 * Has a model of OpenAI, or of any server that speaks its chat completions, read the photos.
 *
 * Every answer is remembered before it is interpreted. A run that comes after a crash reads it instead of paying
 * again; only when all remembered answers are unusable is another one bought, one a run.
 */
export function createOpenAiReader(options: OpenAiReaderOptions): PalmReader {
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    // The queue decides when to try again.
    maxRetries: 0,
    timeout: options.timeoutMs,
    // The SDK would print requests, photos included.
    logLevel: "off",
  });

  return {
    name: "openai",
    // The same name may be another model on another server.
    recipe: [
      PROMPT_VERSION,
      READING_SCHEMA_VERSION,
      options.model,
      new URL(options.baseUrl).host,
    ].join(" "),
    async read(request, { signal, paidCalls }) {
      for (let step = 1; step <= MOST_ANSWERS; step += 1) {
        let isNew = false;
        const answer = await paidCalls.once(`read:${step}`, () => {
          isNew = true;
          return ask(client, options, request, signal);
        });
        try {
          return interpretCompletion(answer, request.language);
        } catch (error) {
          if (!(error instanceof ReaderAnswerUnusable)) throw error;
          options.log.warn({ reason: error.reason, step }, "model answer unusable");
          if (isNew && step < MOST_ANSWERS) throw error;
        }
      }
      throw new ReaderGaveUp("unusable");
    },
  };
}

async function ask(
  client: OpenAI,
  options: OpenAiReaderOptions,
  request: ReadingRequest,
  signal: AbortSignal,
): Promise<PaidAnswer> {
  const { model, photoCodec, guard = unguarded } = options;
  const messages = await toMessages(request, photoCodec);
  const promptTokens = estimatePrompt(messages, request.photos);
  const most = { promptTokens, completionTokens: MAX_ANSWER_TOKENS };
  return guard.run(
    { tokens: promptTokens + MAX_ANSWER_TOKENS, cost: costOf(model, most), signal },
    (report) => call(client, options, messages, signal, report),
  );
}

/** For a reader that has its provider to itself. */
const unguarded: CallGuard = {
  async run(_, make) {
    try {
      return await make({ feedback: () => undefined, cost: () => undefined });
    } catch (error) {
      throw error instanceof ProviderFailure ? error.toReaderError() : error;
    }
  },
};

/** @throws ProviderFailure */
async function call(
  client: OpenAI,
  { model, timeoutMs, log }: OpenAiReaderOptions,
  messages: OpenAI.ChatCompletionMessageParam[],
  signal: AbortSignal,
  report: CallReport,
): Promise<PaidAnswer> {
  const cut = new AbortController();
  const stop = () => cut.abort();
  // The SDK's own timeout ends with the headers; a body that never ends has to be cut off as well.
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    const { data: completion, response } = await client.chat.completions
      .create(
        {
          model,
          messages,
          temperature: 0.3,
          max_completion_tokens: MAX_ANSWER_TOKENS,
          response_format: {
            type: "json_schema",
            json_schema: { name: "palm_reading", strict: true, schema: palmAnswerJsonSchema() },
          },
        },
        { signal: cut.signal },
      )
      .withResponse();
    const usage = completion.usage
      ? {
          promptTokens: completion.usage.prompt_tokens,
          completionTokens: completion.usage.completion_tokens,
        }
      : null;
    report.feedback({
      ...readFeedback(response.headers, new Date()),
      status: response.status,
      usedTokens: usage ? usage.promptTokens + usage.completionTokens : undefined,
    });
    if (usage) report.cost(costOf(completion.model, usage));
    return { response: JSON.stringify(completion), model: completion.model, usage };
  } catch (error) {
    signal.throwIfAborted();
    if (cut.signal.aborted) {
      log.warn({ timeoutMs }, "provider did not answer in time");
      throw new ProviderFailure("down", error);
    }
    const failure = ProviderFailure.from(error, log);
    // An empty account is no matter of speed.
    if (failure.means !== "out_of_money") {
      report.feedback({ ...readFeedback(failure.headers, new Date()), status: failure.status });
    }
    if (failure.status !== undefined) report.cost(0);
    throw failure;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** Prompt, answer's form and photos, on the safe side of what the provider will count. */
function estimatePrompt(
  messages: readonly OpenAI.ChatCompletionMessageParam[],
  photos: ReadingRequest["photos"],
): number {
  const texts = messages.flatMap(({ content }) =>
    typeof content === "string"
      ? [content]
      : (content ?? []).map((part) => (part.type === "text" ? part.text : "")),
  );
  const letters = [...texts, JSON.stringify(palmAnswerJsonSchema())].join("").length;
  return (
    Math.ceil(letters / LETTERS_PER_TOKEN) +
    photos.reduce((sum, photo) => sum + imageTokens(photo), 0)
  );
}

/** See PHOTO. */
function imageTokens({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): number {
  const scale = Math.min(1, PHOTO.maxSide / Math.max(width, height));
  const patches = Math.ceil((width * scale) / 32) * Math.ceil((height * scale) / 32);
  return Math.ceil(Math.min(patches, 1_536) * 1.62);
}

async function toMessages(
  { photos, writingHand, language }: ReadingRequest,
  photoCodec: PhotoCodec,
): Promise<OpenAI.ChatCompletionMessageParam[]> {
  const content: OpenAI.ChatCompletionContentPart[] = [
    { type: "text", text: aboutRequest(writingHand) },
  ];
  for (const { hand, jpeg } of photos) {
    const small = await photoCodec.shrink(jpeg, PHOTO);
    const url = `data:image/jpeg;base64,${Buffer.from(small).toString("base64")}`;
    content.push(
      { type: "text", text: aboutPhoto(hand) },
      { type: "image_url", image_url: { url, detail: "high" } },
    );
  }
  return [
    { role: "system", content: instructions(language) },
    { role: "user", content },
  ];
}
