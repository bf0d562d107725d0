import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { goodAnswer } from "./good-answer.ts";
import {
  createProviderWindow,
  type ProviderLimits,
  type ProviderWindowOptions,
  type WindowReport,
} from "./provider-window.ts";
import { answerJson, type FakeAnswer, streamAnswer } from "./fake-answer-stream.ts";
import { sampleAnswer } from "./sample-answer.ts";

export type FakeReply =
  | { readonly kind: "good" }
  /** A good answer after this long. */
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "not_a_palm" }
  | { readonly kind: "rate_limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "out_of_money" }
  | { readonly kind: "wrong_key" }
  | { readonly kind: "server_error" }
  /** 503 with Retry-After. */
  | { readonly kind: "overloaded"; readonly retryAfterSeconds: number }
  | { readonly kind: "refusal" }
  | { readonly kind: "truncated" }
  | { readonly kind: "invalid_json" }
  | { readonly kind: "wrong_shape" }
  | { readonly kind: "looping" }
  /** This answer, whatever it is. */
  | { readonly kind: "given"; readonly answer: unknown }
  | { readonly kind: "empty" }
  /** How a question is answered; to be used for questions only. */
  | { readonly kind: "answer"; readonly answer: FakeAnswer }
  /** Never answers. */
  | { readonly kind: "hang" }
  /** Sends headers and half a body, and never the rest. */
  | { readonly kind: "hang_in_body" }
  /** Cuts the connection in the middle of the answer. */
  | { readonly kind: "reset" };

export type FakeCall = {
  readonly reply: FakeReply["kind"];
  /** When the first token of a streamed answer was sent, as `performance.now()` says here. */
  firstTokenAt?: number;
  /** sha256 of the photos that were sent, in their order: which analysis it was, without naming it. */
  readonly photos: readonly string[];
  /** What the request says besides the photos. */
  readonly text: string;
  readonly body: ChatRequest;
};

export type FakeOpenAi = AsyncDisposable & {
  /** For OPENAI_BASE_URL. */
  readonly url: string;
  readonly calls: readonly FakeCall[];
  /** Replies for the next calls, in order; good ones after that. */
  script(...replies: readonly FakeReply[]): void;
  /** Answers with status 200: what a provider puts on the bill. */
  paid(): readonly FakeCall[];
  /** Everything gets this reply from now on, after the script; nothing goes back to good ones. */
  always(reply: FakeReply | undefined): void;
  /** Only where limits were given: lowers or raises them. */
  setLimits(limits: ProviderLimits): void;
  report(): FakeReport;
};

/** What the fake has seen; all of it can cross a process boundary. */
export type FakeReport = {
  readonly calls: number;
  readonly paid: number;
  /** Undefined where no limits were given. */
  readonly window: WindowReport | undefined;
};

export type FakeOpenAiOptions = {
  /** True sliding limits, with honest headers; without them anything goes and no header is sent. */
  readonly limits?: ProviderWindowOptions;
  /** How long a good answer takes, milliseconds; a little more or less each time. */
  readonly answerMs?: number;
  /** What a good answer says that it used. */
  readonly usage?: FakeUsage;
  /** Keeps numbers and hashes of calls only, for runs that make very many. */
  readonly keepsBodies?: boolean;
  /** 0 takes a free one. */
  readonly port?: number;
};

export type FakeUsage = { readonly promptTokens: number; readonly completionTokens: number };

/** A photo of 1,024 by 768 pixels by OpenAI's rule for gpt-4.1-mini. */
const IMAGE_TOKENS = 1_244;

const defaultUsage: FakeUsage = { promptTokens: 2_345, completionTokens: 1_234 };

type ChatRequest = {
  readonly model: string;
  readonly max_completion_tokens?: number;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | readonly ContentPart[];
  }[];
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly strict?: boolean; readonly schema?: unknown };
  };
};
type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

const unpaid = new Set<FakeReply["kind"]>([
  "rate_limited",
  "out_of_money",
  "wrong_key",
  "server_error",
  "overloaded",
  "hang",
]);

/**
 * A real HTTP server that speaks OpenAI's chat completions, as strictly: a request that OpenAI would not take gets its
 * 400 here too.
 */
export async function startFakeOpenAi(options: FakeOpenAiOptions = {}): Promise<FakeOpenAi> {
  const { usage = defaultUsage, answerMs = 0, keepsBodies = true } = options;
  const calls: FakeCall[] = [];
  const script: FakeReply[] = [];
  const window = options.limits && createProviderWindow(options.limits);
  let usual: FakeReply = { kind: "good" };
  const counts = { calls: 0, paid: 0 };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  // Workers keep their connections; a pause between two calls must not cut them.
  server.keepAliveTimeout = 120_000;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith("/fake/")) return control(request, response);
    if (request.method !== "POST" || request.url !== "/v1/chat/completions") {
      sendError(response, 404, "not_found");
      return;
    }
    const body = JSON.parse(await readBody(request)) as ChatRequest;
    const fault = findFault(request, body);
    if (fault !== undefined) {
      sendError(response, 400, fault);
      return;
    }
    const admission = window?.admit(reservationOf(body));
    if (window && admission && "retryAfterMs" in admission) {
      counts.calls += 1;
      setHeaders(response, window.headers());
      response.setHeader("Retry-After", String(Math.ceil(admission.retryAfterMs / 1000)));
      response.setHeader("retry-after-ms", String(Math.ceil(admission.retryAfterMs)));
      return sendError(response, 429, "rate_limit_exceeded");
    }
    const reply = script.shift() ?? usual;
    counts.calls += 1;
    if (!unpaid.has(reply.kind)) counts.paid += 1;
    if (keepsBodies) {
      calls.push({ reply: reply.kind, photos: photosOf(body), text: textOf(body), body });
    }
    if (answerMs > 0) await delay(answerMs * (0.75 + Math.random() / 2));
    if (window && admission && "entry" in admission) {
      const isPaid = !unpaid.has(reply.kind);
      window.settle(admission.entry, isPaid ? usage.promptTokens + usage.completionTokens : 0);
      setHeaders(response, window.headers());
    }
    const call = keepsBodies ? calls.at(-1) : undefined;
    if (body.stream === true && isStreamed(reply.kind)) {
      await streamAnswer(response, answerOf(reply), {
        language: languageOf(body),
        onFirstToken: () => {
          if (call) call.firstTokenAt = performance.now();
        },
      });
    } else {
      await send(response, reply, body, usage);
    }
  }

  /** What another process may ask: `tests/support/fake-provider.ts`. */
  async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = request.method === "POST" ? (JSON.parse(await readBody(request)) as unknown) : {};
    if (request.url === "/fake/limits") window?.setLimits(given as ProviderLimits);
    if (request.url === "/fake/script") script.push(...(given as FakeReply[]));
    if (request.url === "/fake/always") usual = (given as FakeReply | null) ?? { kind: "good" };
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(report()));
  }

  const report = (): FakeReport => ({ ...counts, window: window?.report() });

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    script: (...replies) => {
      script.push(...replies);
    },
    always: (reply) => {
      usual = reply ?? { kind: "good" };
    },
    setLimits: (limits) => window?.setLimits(limits),
    report,
    paid: () => calls.filter(({ reply }) => !unpaid.has(reply)),
    async [Symbol.asyncDispose]() {
      window?.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a call counts before anybody knows what it will use: its text, its photos, and all that it may answer. */
function reservationOf(body: ChatRequest): number {
  const text = Math.ceil(textOf(body).length / 4);
  return text + photosOf(body).length * IMAGE_TOKENS + (body.max_completion_tokens ?? 0);
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function languageOf(body: ChatRequest): "en" | "hi" {
  return /Devanagari/.test(textOf(body)) ? "hi" : "en";
}

/** What a stream brings; what is refused, broken or never answered is the same with and without one. */
function answerOf(reply: FakeReply): FakeAnswer {
  switch (reply.kind) {
    case "answer":
      return reply.answer;
    case "slow":
      return { firstMs: reply.ms };
    case "refusal":
      return { refusal: "I can't help with that." };
    case "truncated":
      return { content: answerJson().slice(0, 60), finish: "length" };
    case "invalid_json":
      return { content: "{ this is not JSON" };
    case "wrong_shape":
      return { content: JSON.stringify({ declined: null, text: 7 }) };
    case "looping":
      return { content: answerJson({ text: "the line of the heart is ".repeat(2_000) }) };
    case "given":
      return { content: JSON.stringify(reply.answer) };
    case "empty":
      return { content: answerJson({ text: "" }) };
    case "good":
    case "not_a_palm":
    case "rate_limited":
    case "out_of_money":
    case "wrong_key":
    case "server_error":
    case "overloaded":
    case "hang":
    case "hang_in_body":
    case "reset":
      return {};
  }
}

function isStreamed(kind: FakeReply["kind"]): boolean {
  return !unpaid.has(kind) && kind !== "hang_in_body" && kind !== "reset" && kind !== "not_a_palm";
}

async function send(
  response: ServerResponse,
  reply: FakeReply,
  body: ChatRequest,
  usage: FakeUsage,
): Promise<void> {
  const language = languageOf(body);
  const slots = [...textOf(body).matchAll(/slot "(left|right)"/g)].map(
    ([, slot]) => slot as "left" | "right",
  );
  const good = () => goodAnswer({ language, slots });
  const complete = (content: string | null, how: Completion = {}) =>
    sendCompletion(response, content, { ...how, usage });
  switch (reply.kind) {
    case "good":
    case "answer":
      return complete(JSON.stringify(good()));
    case "slow":
      await delay(reply.ms);
      return complete(JSON.stringify(good()));
    case "not_a_palm":
      return complete(JSON.stringify(sampleAnswer({ language, slots, isPalm: false })));
    case "rate_limited":
      response.setHeader("Retry-After", String(reply.retryAfterSeconds));
      return sendError(response, 429, "rate_limit_exceeded");
    case "out_of_money":
      return sendError(response, 429, "insufficient_quota");
    case "wrong_key":
      return sendError(response, 401, "invalid_api_key");
    case "overloaded":
      response.setHeader("Retry-After", String(reply.retryAfterSeconds));
      return sendError(response, 503, "server_overloaded");
    case "server_error":
      return sendError(response, 500, "server_error");
    case "refusal":
      return complete(null, { refusal: "I can't help with that." });
    case "truncated":
      return complete(JSON.stringify(good()).slice(0, 400), { finish: "length" });
    case "invalid_json":
      return complete("{ this is not JSON");
    case "wrong_shape":
      return complete(JSON.stringify({ can_read: true, summary: "short" }));
    case "given":
      return complete(JSON.stringify(reply.answer));
    case "looping": {
      const { summary, ...rest } = good();
      const text = "the line of the heart is ".repeat(200);
      return complete(JSON.stringify({ ...rest, summary: { ...summary, text } }));
    }
    case "empty":
      return complete("");
    case "hang":
      return;
    case "hang_in_body":
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{"id": "chatcmpl-1", ');
      return;
    case "reset":
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{"id": "chatcmpl-1", ', () => response.socket?.resetAndDestroy());
      return;
  }
}

type Completion = { readonly refusal?: string | null; readonly finish?: string };

function sendCompletion(
  response: ServerResponse,
  content: string | null,
  { refusal = null, finish = "stop", usage = defaultUsage }: Completion & { usage?: FakeUsage },
): void {
  const { promptTokens, completionTokens } = usage;
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(
    JSON.stringify({
      id: "chatcmpl-fake",
      object: "chat.completion",
      created: 1,
      model: "gpt-4.1-mini-2025-04-14",
      choices: [
        { index: 0, finish_reason: finish, message: { role: "assistant", content, refusal } },
      ],
      usage: {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
      },
    }),
  );
}

function sendError(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(
    JSON.stringify({ error: { message: `fake: ${code}`, type: code, code, param: null } }),
  );
}

/** What OpenAI would not take; undefined when it would. */
function findFault(request: IncomingMessage, body: ChatRequest): string | undefined {
  if (!/^Bearer \S+/.test(request.headers.authorization ?? "")) return "missing_key";
  if (body.model === "") return "missing_model";
  const { response_format: format } = body;
  if (format?.type !== "json_schema" || format.json_schema?.strict !== true) return "not_strict";
  const schemaFault = findSchemaFault(format.json_schema.schema);
  if (schemaFault !== undefined) return schemaFault;
  if (body.stream === true) {
    return body.stream_options?.include_usage === true ? undefined : "no_usage";
  }
  for (const part of partsOf(body)) {
    if (part.type !== "image_url") continue;
    const [, data = ""] = /^data:image\/jpeg;base64,(.+)$/.exec(part.image_url.url) ?? [];
    const bytes = Buffer.from(data, "base64");
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes.at(-1) !== 0xd9) return "invalid_image";
  }
  return photosOf(body).length === 0 ? "no_image" : undefined;
}

/** Keywords that OpenAI's strict mode takes (their guide on structured outputs). */
const knownKeywords = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "anyOf",
  "description",
  "const",
  "$defs",
  "$ref",
]);

function findSchemaFault(schema: unknown, path = "$"): string | undefined {
  if (typeof schema !== "object" || schema === null) return `no schema at ${path}`;
  const node = schema as Record<string, unknown>;
  for (const key of Object.keys(node)) {
    if (!knownKeywords.has(key)) return `${key} is not permitted at ${path}`;
  }
  if (node["type"] === "object") {
    const properties = Object.keys(node["properties"] as object);
    const required = new Set(node["required"] as string[]);
    if (node["additionalProperties"] !== false) return `additionalProperties at ${path}`;
    if (properties.some((name) => !required.has(name))) return `required at ${path}`;
    for (const [name, child] of Object.entries(node["properties"] as object)) {
      const fault = findSchemaFault(child, `${path}.${name}`);
      if (fault !== undefined) return fault;
    }
  }
  if (node["items"] !== undefined) return findSchemaFault(node["items"], `${path}[]`);
  for (const child of (node["anyOf"] as unknown[] | undefined) ?? []) {
    const fault = findSchemaFault(child, `${path}|`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function partsOf({ messages }: ChatRequest): readonly ContentPart[] {
  return messages.flatMap(({ content }) =>
    typeof content === "string" ? [{ type: "text" as const, text: content }] : content,
  );
}

function photosOf(body: ChatRequest): readonly string[] {
  return partsOf(body).flatMap((part) =>
    part.type === "image_url"
      ? [createHash("sha256").update(part.image_url.url).digest("hex")]
      : [],
  );
}

function textOf(body: ChatRequest): string {
  return partsOf(body)
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n");
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
