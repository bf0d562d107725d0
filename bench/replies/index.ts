import { loadavg } from "node:os";
import { createApiToken } from "#core/users/api-tokens.repo.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { answerJson } from "#tests/support/fake-answer-stream.ts";
import { startFakeProvider } from "#tests/support/fake-provider.ts";
import { givenReport } from "#tests/support/given-conversation.ts";
import { given } from "#tests/support/given.ts";
import { startProduct } from "#tests/support/product.ts";
import { readEvents } from "#tests/support/read-events.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { buildIfStale } from "../../scripts/build-if-stale.ts";

/**
 * How soon the first words of an answer have come over HTTP after the model has sent its first token, with 50
 * conversations at once on one web and one worker process. The model is a server in a process of its own, which writes
 * into its answers when it sent them; whoever reads is this process, whose clock is the same.
 */
const conversations = Number(process.env["REPLIES_CONVERSATIONS"] ?? 50);
const rounds = Number(process.env["REPLIES_ROUNDS"] ?? 3);
const tokenMs = 30;

await buildIfStale(console.log);
await using provider = await startFakeProvider({});
await provider.always({
  kind: "answer",
  answer: {
    firstMs: 500,
    tokenMs,
    content: answerJson({
      text: `{now} milliseconds is when your heart line was first seen clearly. {now} milliseconds is when that was said; ${"tradition links such a line with warmth. ".repeat(6)}`,
    }),
  },
});
await using product = await startProduct({
  env: {
    READER: "openai",
    OPENAI_API_KEY: "sk-bench",
    OPENAI_BASE_URL: provider.url,
    OPENAI_REQUESTS_PER_MINUTE: "100000",
    OPENAI_TOKENS_PER_MINUTE: "1000000000",
    QUESTIONS_PER_HOUR: "1000000",
    ANSWER_TOKENS_PER_DAY: "1000000000",
    WORKER_QUEUES: `replies:${conversations}`,
    LOG_LEVEL: "error",
  },
});
const db = openDatabase(product.database, silentLog);
const { id: userId } = await given.user(db);
const { token } = await createApiToken(db, userId, "bench");
const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };

type Times = { readonly page: number; readonly model: number };

async function ask(analysisId: string, n: number): Promise<Times> {
  const asked = await fetch(`${product.url}/api/v1/analyses/${analysisId}/conversations`, {
    method: "POST",
    headers,
    body: JSON.stringify({
      message: `What does my heart line say, ${n}?`,
      client_key: `${analysisId}-${n}`,
    }),
  });
  if (asked.status !== 202) throw new Error(`not accepted: ${await asked.text()}`);
  const { links } = (await asked.json()) as { links: { events: string } };
  const stream = await fetch(new URL(links.events, product.url), { headers });
  let firstPieceAt = 0;
  let said = "";
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    said += chunk;
    if (said.includes("event: delta")) firstPieceAt ||= Date.now();
  }
  const { data } = readEvents(said).find(({ event }) => event === "message") ?? {};
  const text = (data as { content?: string } | undefined)?.content ?? "";
  const [firstToken = 0, nextSentence = 0] = [...text.matchAll(/\b\d{13}\b/g)].map(Number);
  if (firstPieceAt === 0 || firstToken === 0) throw new Error(`no stream: ${said}`);
  return { page: firstPieceAt - firstToken, model: nextSentence - firstToken };
}

const load = () => loadavg()[0]?.toFixed(1) ?? "?";
console.log(`${conversations} conversations at once, one web and one worker; load ${load()} …`);
const times: Times[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const { id } = await givenReport(db, { userId });
  const measured = await Promise.all(Array.from({ length: conversations }, (_, n) => ask(id, n)));
  // The first one warms up.
  if (round > 0) times.push(...measured);
}
const row = (values: readonly number[]) => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return { "p50 ms": at(0.5), "p95 ms": at(0.95), "max ms": sorted.at(-1) };
};
console.table({
  "model's first token → first sentence at the client": row(times.map(({ page }) => page)),
  "of that: the model's own time for its sentence": row(times.map(({ model }) => model)),
  "so: ours": row(times.map(({ page, model }) => page - model)),
});
console.log(`${times.length} answers; load ${load()}`);
await db.destroy();
