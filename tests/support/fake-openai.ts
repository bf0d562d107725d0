import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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
  | { readonly kind: "refusal" }
  | { readonly kind: "truncated" }
  | { readonly kind: "invalid_json" }
  | { readonly kind: "wrong_shape" }
  | { readonly kind: "looping" }
  | { readonly kind: "empty" }
  /** Never answers. */
  | { readonly kind: "hang" }
  /** Sends headers and half a body, and never the rest. */
  | { readonly kind: "hang_in_body" }
  /** Cuts the connection in the middle of the answer. */
  | { readonly kind: "reset" };

export type FakeCall = {
  readonly reply: FakeReply["kind"];
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
};

type ChatRequest = {
  readonly model: string;
  readonly max_completion_tokens?: number;
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
  "hang",
]);

/**
 * A real HTTP server that speaks OpenAI's chat completions, as strictly: a request that OpenAI would not take gets its
 * 400 here too.
 */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  const calls: FakeCall[] = [];
  const script: FakeReply[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
    const reply = script.shift() ?? { kind: "good" };
    calls.push({ reply: reply.kind, photos: photosOf(body), text: textOf(body), body });
    await send(response, reply, body);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    script: (...replies) => {
      script.push(...replies);
    },
    paid: () => calls.filter(({ reply }) => !unpaid.has(reply)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function send(response: ServerResponse, reply: FakeReply, body: ChatRequest): Promise<void> {
  const language = /Devanagari/.test(textOf(body)) ? "hi" : "en";
  const slots = [...textOf(body).matchAll(/slot "(left|right)"/g)].map(
    ([, slot]) => slot as "left" | "right",
  );
  const good = () => sampleAnswer({ language, slots });
  switch (reply.kind) {
    case "good":
      return sendCompletion(response, JSON.stringify(good()));
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, reply.ms));
      return sendCompletion(response, JSON.stringify(good()));
    case "not_a_palm":
      return sendCompletion(
        response,
        JSON.stringify(sampleAnswer({ language, slots, isPalm: false })),
      );
    case "rate_limited":
      response.setHeader("Retry-After", String(reply.retryAfterSeconds));
      return sendError(response, 429, "rate_limit_exceeded");
    case "out_of_money":
      return sendError(response, 429, "insufficient_quota");
    case "wrong_key":
      return sendError(response, 401, "invalid_api_key");
    case "server_error":
      return sendError(response, 500, "server_error");
    case "refusal":
      return sendCompletion(response, null, { refusal: "I can't help with that." });
    case "truncated":
      return sendCompletion(response, JSON.stringify(good()).slice(0, 400), { finish: "length" });
    case "invalid_json":
      return sendCompletion(response, "{ this is not JSON");
    case "wrong_shape":
      return sendCompletion(response, JSON.stringify({ can_read: true, summary: "short" }));
    case "looping": {
      const { summary, ...rest } = good();
      const text = "the line of the heart is ".repeat(200);
      return sendCompletion(
        response,
        JSON.stringify({ ...rest, summary: summary && { ...summary, text } }),
      );
    }
    case "empty":
      return sendCompletion(response, "");
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

function sendCompletion(
  response: ServerResponse,
  content: string | null,
  { refusal = null, finish = "stop" }: { refusal?: string | null; finish?: string } = {},
): void {
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
      usage: { prompt_tokens: 2_345, completion_tokens: 1_234, total_tokens: 3_579 },
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
