import type OpenAI from "openai";
import type { PalmSight } from "#core/palm/look-at-palm.ts";
import type { Hand } from "#core/photos/photo.ts";
import { SIGHT_VERSION } from "#core/palm/sight-version.ts";
import type { Log, PaidAnswer, PalmReader, PhotoCodec, ReadingRequest } from "#core/ports.ts";
import { assessPhoto } from "#core/reading/builtin/assess-photo.ts";
import { handPart } from "#core/reading/hand-part.ts";
import { palmAnswerJsonSchema } from "#core/reading/palm-answer.ts";
import { palmFacts } from "#core/reading/prompt/palm-facts.ts";
import {
  aboutPhoto,
  aboutRequest,
  askRepair,
  instructions,
  PROMPT_VERSION,
} from "#core/reading/prompt/palm-reading.v2.ts";
import { readablePalms } from "#core/reading/readable-palms.ts";
import { ReaderGaveUp } from "#core/reading/reading-failures.ts";
import { type Reading, READING_SCHEMA_VERSION, type TokenUsage } from "#core/reading/reading.ts";
import type { ReadablePalm, SeenPalm } from "#core/reading/seen-palm.ts";
import type { CallReport } from "../../openai/call-guard.ts";
import { imageTokens } from "./image-tokens.ts";
import { type Interpreted, interpretCompletion } from "./interpret-completion.ts";
import { costOf } from "../../openai/prices.ts";
import {
  callProvider,
  openProvider,
  type ProviderOptions,
  unguarded,
} from "../../openai/provider-client.ts";
import { readFeedback } from "../../openai/read-feedback.ts";

/** The size that pays: docs/decisions/0025-photo-for-the-model.md. */
export const MODEL_PHOTO = { maxPixels: 1024 * 768, quality: 80 };

/** 1,200 words with their JSON are about 3,500 tokens in English and, with Devanagari, twice that. */
const MAX_ANSWER_TOKENS = 8_000;

/** Of English; of Devanagari and other scripts it is half of that and less. */
const LETTERS_PER_TOKEN = { ascii: 3.5, other: 1.5 };

export type Look = (
  jpeg: Uint8Array,
  options: { readonly declared: Hand; readonly signal: AbortSignal },
) => Promise<PalmSight>;

export type OpenAiReaderOptions = ProviderOptions & {
  readonly photoCodec: Pick<PhotoCodec, "cutOut">;
  /** Our own eyes, which look before a call is paid for. */
  readonly look: Look;
};

type Messages = readonly OpenAI.ChatCompletionMessageParam[];

type Prompt = {
  readonly messages: Messages;
  /** What its photos count. */
  readonly imageTokens: number;
};

/**
 * Has a model of OpenAI, or of any server that speaks its chat completions, read the photos on which our own eyes have
 * found a palm. What was measured goes with them.
 *
 * An answer that cannot be shown is mended once: the model gets it back with its faults named. Every answer is
 * remembered before it is interpreted, so a run that comes after a crash reads it instead of paying again.
 */
export function createOpenAiReader(options: OpenAiReaderOptions): PalmReader {
  const client = openProvider(options);

  return {
    name: "openai",
    // The same name may be another model on another server.
    recipe: [
      PROMPT_VERSION,
      SIGHT_VERSION,
      READING_SCHEMA_VERSION,
      options.model,
      new URL(options.baseUrl).host,
    ].join(" "),
    async read(request, { signal, paidCalls }) {
      const sights = await lookAtAll(options, request, signal);
      const palms = readablePalms(sights);
      const check = { language: request.language, palms };
      const asked = once(() => toPrompt(request, palms, options));

      const first = await paidCalls.once("read:1", async () =>
        ask(client, options, await asked(), signal),
      );
      const told = interpretCompletion(first, check);
      if (told.kind === "reading") return toReading(told, { answers: [first], sights, request });
      warn(options.log, told, "model answer is faulty");

      const second = await paidCalls.once("repair:1", async () =>
        ask(client, options, withRepair(await asked(), told), signal),
      );
      const mended = interpretCompletion(second, { ...check, isLast: true });
      if (mended.kind === "reading")
        return toReading(mended, { answers: [first, second], sights, request });
      warn(options.log, mended, "mended model answer is faulty");
      throw new ReaderGaveUp("unusable");
    },
  };
}

async function lookAtAll(
  { look }: OpenAiReaderOptions,
  { photos }: ReadingRequest,
  signal: AbortSignal,
): Promise<readonly SeenPalm[]> {
  const palms: SeenPalm[] = [];
  for (const { hand, jpeg } of photos) {
    palms.push({ hand, sight: await look(jpeg, { declared: hand, signal }) });
  }
  return palms;
}

function toReading(
  { assessment, summary, report }: Interpreted & { kind: "reading" },
  {
    answers,
    sights,
    request: { language },
  }: {
    readonly answers: readonly PaidAnswer[];
    readonly sights: readonly SeenPalm[];
    readonly request: ReadingRequest;
  },
): Reading {
  // The model has not seen these photos.
  const refused = sights.filter(({ sight }) => sight.kind === "refused");
  return {
    schemaVersion: READING_SCHEMA_VERSION,
    promptVersion: PROMPT_VERSION,
    model: answers.at(-1)?.model ?? null,
    usage: sumOf(answers),
    sights,
    grounds: null,
    assessment: {
      ...assessment,
      photos: [...assessment.photos, ...refused.map((palm) => assessPhoto(palm, language))],
    },
    summary,
    report,
  };
}

/** What was paid in all; null when a server does not tell. */
function sumOf(answers: readonly PaidAnswer[]): TokenUsage | null {
  const used = answers.flatMap(({ usage }) => (usage ? [usage] : []));
  if (used.length < answers.length) return null;
  return {
    promptTokens: used.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    completionTokens: used.reduce((sum, { completionTokens }) => sum + completionTokens, 0),
  };
}

function warn(log: Log, { faults }: Interpreted & { kind: "faulty" }, message: string): void {
  // Kinds only: details quote the answer.
  log.warn({ faults: faults.map(({ kind }) => kind) }, message);
}

/** The beginning stays as it was sent, so that the provider finds it in its cache. */
function withRepair(prompt: Prompt, { faults, content }: Interpreted & { kind: "faulty" }): Prompt {
  return {
    ...prompt,
    messages: [
      ...prompt.messages,
      ...(content === null ? [] : [{ role: "assistant" as const, content }]),
      { role: "user", content: askRepair(faults) },
    ],
  };
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}

async function ask(
  client: OpenAI,
  options: OpenAiReaderOptions,
  { messages, imageTokens: photoTokens }: Prompt,
  signal: AbortSignal,
): Promise<PaidAnswer> {
  const { model, guard = unguarded } = options;
  const promptTokens = estimateText(messages) + photoTokens;
  const most = { promptTokens, completionTokens: MAX_ANSWER_TOKENS };
  return guard.run(
    { tokens: promptTokens + MAX_ANSWER_TOKENS, cost: costOf(model, most), signal },
    (report) => call(client, options, messages, signal, report),
  );
}

/** @throws ProviderFailure */
function call(
  client: OpenAI,
  options: OpenAiReaderOptions,
  messages: Messages,
  signal: AbortSignal,
  report: CallReport,
): Promise<PaidAnswer> {
  return callProvider(options, { signal, report }, async (cut) => {
    const { data: completion, response } = await client.chat.completions
      .create(
        {
          model: options.model,
          messages: [...messages],
          temperature: 0.3,
          max_completion_tokens: MAX_ANSWER_TOKENS,
          response_format: {
            type: "json_schema",
            json_schema: { name: "palm_reading", strict: true, schema: palmAnswerJsonSchema() },
          },
        },
        { signal: cut },
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
  });
}

/** Prompt and answer's form, on the safe side of what the provider will count. */
function estimateText(messages: Messages): number {
  const texts = messages.flatMap(({ content }) =>
    typeof content === "string"
      ? [content]
      : (content ?? []).map((part) => (part.type === "text" ? part.text : "")),
  );
  const text = [...texts, JSON.stringify(palmAnswerJsonSchema())].join("");
  const ascii = text.replace(/[^\u0020-\u007e]/gu, "").length;
  return Math.ceil(
    ascii / LETTERS_PER_TOKEN.ascii + (text.length - ascii) / LETTERS_PER_TOKEN.other,
  );
}

async function toPrompt(
  { photos, writingHand, language }: ReadingRequest,
  palms: readonly ReadablePalm[],
  { photoCodec, model }: OpenAiReaderOptions,
): Promise<Prompt> {
  const content: OpenAI.ChatCompletionContentPart[] = [
    { type: "text", text: aboutRequest(writingHand) },
  ];
  let photoTokens = 0;
  for (const { hand, jpeg, width, height } of photos) {
    const palm = palms.find((one) => one.hand === hand);
    if (!palm) continue;
    const part = handPart(palm.sight, { width, height });
    const sent = await photoCodec.cutOut(jpeg, { ...MODEL_PHOTO, part });
    const url = `data:image/jpeg;base64,${Buffer.from(sent.jpeg).toString("base64")}`;
    content.push(
      { type: "text", text: aboutPhoto(hand, palmFacts(palm)) },
      { type: "image_url", image_url: { url, detail: "high" } },
    );
    photoTokens += imageTokens(model, sent);
  }
  return {
    messages: [
      { role: "system", content: instructions(language) },
      { role: "user", content },
    ],
    imageTokens: photoTokens,
  };
}
