import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startConversation } from "#core/conversations/ask-question.ts";
import { replyJob } from "#core/conversations/jobs.ts";
import { watchAnswer } from "#core/conversations/watch-answer.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createReplyQueue } from "#platform/jobs/reply-queue.ts";
import { createReplyHub } from "#platform/replies/reply-feed.ts";
import { openBlockingClient, openWebClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import { answerJson } from "#tests/support/fake-answer-stream.ts";
import { startFakeProvider } from "#tests/support/fake-provider.ts";
import { givenReport, plentyOfQuestions } from "#tests/support/given-conversation.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { until } from "#tests/support/until.ts";

/**
 * How soon the first words of an answer are on their way to the page after the model has sent its first token, with 50
 * conversations at once on one worker process. The model is a server in a process of its own, which writes into its
 * answers when it sent them; the web's side is this process, whose clock is the same.
 */
const conversations = Number(process.env["REPLIES_CONVERSATIONS"] ?? 50);
const rounds = Number(process.env["REPLIES_ROUNDS"] ?? 3);
const tokenMs = 30;

const folder = await mkdtemp(join(tmpdir(), "hastarekha-bench-"));
const redis = await startRedis(folder);
const path = join(folder, "app.db");
const db = openDatabase({ kind: "sqlite", path }, silentLog);
await migrateDatabase(db, "sqlite");
const provider = await startFakeProvider({});
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
const worker = spawn(process.execPath, ["worker/main.ts"], {
  env: {
    ...process.env,
    NODE_ENV: "production",
    APP_ORIGIN: "http://127.0.0.1:1",
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${path}`,
    REDIS_URL: redis.url,
    JOBS_REDIS_URL: redis.url,
    SECRET_KEY: "a-key-of-the-benchmark-0123456789-abcdefghij",
    OPENAI_API_KEY: "sk-bench",
    OPENAI_BASE_URL: provider.url,
    OPENAI_REQUESTS_PER_MINUTE: "100000",
    OPENAI_TOKENS_PER_MINUTE: "1000000000",
    WORKER_QUEUES: `replies:${conversations}`,
    LOG_LEVEL: "error",
  },
  stdio: ["ignore", "ignore", "inherit"],
});

const onError = () => undefined;
const command = openWebClient({ url: redis.url, onError });
const blocking = openBlockingClient({ url: redis.url, onError });
await until(() => command.status === "ready", { what: "the web is connected" });
const hub = createReplyHub({ redis: { command, blocking }, log: silentLog });
const deps = {
  db,
  log: silentLog,
  replyFeed: hub,
  replyQueue: createReplyQueue(command, createQueue({ redis: command, name: replyJob.queue })),
};

type Times = { readonly page: number; readonly model: number };

async function ask(n: number, round: number): Promise<Times> {
  const analysis = await givenReport(db);
  const { conversation } = await startConversation(deps, {
    analysis,
    message: `What does my heart line say, ${round} and ${n}?`,
    clientKey: "key",
    language: "en",
    limits: plentyOfQuestions,
  });
  let firstPieceAt = 0;
  let text = "";
  const signal = AbortSignal.timeout(60_000);
  for await (const event of watchAnswer(deps, conversation.id, { signal })) {
    if (event.kind === "message") text = event.message.content;
    else firstPieceAt ||= Date.now();
  }
  const [firstToken = 0, nextSentence = 0] = [...text.matchAll(/\b\d{13}\b/g)].map(Number);
  if (firstPieceAt === 0 || firstToken === 0) throw new Error(`no stream: ${text}`);
  return { page: firstPieceAt - firstToken, model: nextSentence - firstToken };
}

const load = () => loadavg()[0]?.toFixed(1) ?? "?";
console.log(`${conversations} conversations at once, one worker process; load ${load()} …`);
await ask(0, 0);
const times: Times[] = [];
for (let round = 1; round <= rounds; round += 1) {
  times.push(
    ...(await Promise.all(Array.from({ length: conversations }, (_, n) => ask(n, round)))),
  );
}
const row = (values: readonly number[]) => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return { "p50 ms": at(0.5), "p95 ms": at(0.95), "max ms": sorted.at(-1) };
};
console.table({
  "model's first token → first sentence with the page": row(times.map(({ page }) => page)),
  "of that: the model's own time for its sentence": row(times.map(({ model }) => model)),
  "so: ours": row(times.map(({ page, model }) => page - model)),
});
console.log(`${times.length} answers; load ${load()}`);

worker.kill("SIGKILL");
hub.close();
blocking.disconnect();
command.disconnect();
await provider[Symbol.asyncDispose]();
await db.destroy();
await redis.stop();
await rm(folder, { recursive: true, force: true });
