import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, inject, test } from "vitest";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { end, TEST_SECRET_KEY } from "#tests/support/product.ts";
import { givenReplies, piecesOf, shownOf } from "#tests/support/replies.ts";
import { until } from "#tests/support/until.ts";

const ANSWERS = 10;
const TOKEN_MS = 30;

test("a worker that is killed at ten random points of answers leaves ten complete ones, and pages show what is stored", async () => {
  await using openai = await startFakeOpenAi();
  await using database = await openSqliteDatabase();
  if (database.config.kind !== "sqlite") throw new Error("a file is needed");
  const dataDir = await mkdtemp(join(tmpdir(), "hastarekha-answers-"));
  const redisUrl = new URL("/7", inject("redisUrl")).href;
  const startWorker = () =>
    spawn(process.execPath, ["worker/main.ts"], {
      env: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        APP_ORIGIN: "http://127.0.0.1:1",
        DATA_DIR: dataDir,
        DATABASE_URL: `sqlite:${database.config.kind === "sqlite" ? database.config.path : ""}`,
        REDIS_URL: redisUrl,
        JOBS_REDIS_URL: redisUrl,
        SECRET_KEY: TEST_SECRET_KEY,
        OPENAI_API_KEY: "sk-test",
        OPENAI_BASE_URL: openai.url,
        OPENAI_REQUESTS_PER_MINUTE: "1000",
        OPENAI_TOKENS_PER_MINUTE: "10000000",
        WORKER_QUEUES: `replies:${ANSWERS}`,
        QUEUE_TIME_SCALE: "0.1",
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
  const replies = await givenReplies(database.db, { redisUrl, prefix: "hr" });
  let worker = startWorker();
  try {
    openai.always({ kind: "answer", answer: { tokenMs: TOKEN_MS } });
    // Somewhere between their first sentence and their last, each at a point of its own.
    const asked = await Promise.all(
      Array.from({ length: ANSWERS }, async (_, n) => {
        await delay(Math.random() * 25 * TOKEN_MS);
        return replies.start(`What does my heart line say about friend number ${n}?`);
      }),
    );
    const watched = asked.map(({ conversation }) => replies.watch(conversation.id));
    await until(async () => (await countBegun(asked)) === ANSWERS, {
      what: "every answer has begun",
      withinMs: 20_000,
    });
    await end(worker);
    const torn = await database.db
      .selectFrom("replies")
      .select("id")
      .where("status", "=", "processing")
      .execute();
    worker = startWorker();
    const shown = await Promise.all(watched);

    expect(torn.length).toBeGreaterThanOrEqual(ANSWERS / 2);
    const rows = await database.db.selectFrom("replies").selectAll().execute();
    expect(rows).toHaveLength(ANSWERS);
    for (const [n, { answer }] of asked.entries()) {
      const row = rows.find(({ id }) => id === answer.id);
      const events = shown[n] ?? [];
      expect(row).toMatchObject({ status: "completed", declined: null });
      expect(row?.answer.match(/Your heart line was seen clearly/g)).toHaveLength(1);
      expect(row?.answer).toMatch(/practical thinking\.\s+In your report: \[heart line\]/);
      expect(shownOf(events)).toBe(row?.answer);
      // Also before the stored text came: no piece of the dead run was left, and none was doubled.
      expect(piecesOf(events)).toBe(row?.answer);
      const beginnings = events.filter((event) => event.kind === "delta" && event.at === 0);
      expect(beginnings).toHaveLength(torn.some(({ id }) => id === answer.id) ? 2 : 1);
    }
  } finally {
    await end(worker);
    await rm(dataDir, { recursive: true, force: true });
  }

  async function countBegun(asked: readonly { readonly answer: { readonly id: string } }[]) {
    const said = await Promise.all(asked.map(({ answer }) => replies.hub.read(answer.id)));
    return said.filter((pieces) => pieces.length > 0).length;
  }
}, 60_000);
