import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { findAnalysis } from "#core/analyses/analyses.repo.ts";
import { listStreamAudit } from "#core/audit/audit.repo.ts";
import { createQueueAdmin } from "#queue/create-queue-admin.ts";
import { createQueue } from "#queue/queue.ts";
import { openSqliteDatabase, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { startRedis } from "#tests/support/redis-server.ts";
import { until } from "#tests/support/until.ts";

/** `npm run streams`, as a process of its own with no web and no worker anywhere. */
const script = fileURLToPath(new URL("../../../scripts/streams.ts", import.meta.url));

let database: TestDatabase;
let dataDir: string;
let server: Awaited<ReturnType<typeof startRedis>>;
let redis: Redis;
beforeEach(async () => {
  database = await openSqliteDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "hastarekha-streams-"));
  server = await startRedis(dataDir);
  redis = new Redis(`${server.url}/1`);
  redis.on("error", () => undefined);
});
afterEach(async () => {
  redis.disconnect();
  await server.stop();
  await database[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const { config } = database;
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      NODE_ENV: "production",
      PATH: process.env["PATH"],
      DATA_DIR: dataDir,
      REDIS_URL: server.url,
      ...(config.kind === "sqlite" ? { DATABASE_URL: `sqlite:${config.path}` } : {}),
      ...env,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function streams(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = start(args, env);
  let out = "";
  let err = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

const cells = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => line.split(/\s+/));

/** An analysis in line, for later when asked so. */
async function givenQueued(delayMs = 0) {
  const analysis = await given.analysis(database.db);
  const queue = createQueue({ redis, name: "analyses" });
  await queue.enqueue(analysis.id, { user: analysis.owner.id, delayMs });
  return analysis.id;
}

const explain = (id: string) =>
  createQueueAdmin({ redis, queue: createQueue({ redis, name: "analyses" }) }).explain(id);

test("info shows every stream in columns, or as one object a line", async () => {
  await givenQueued();
  await givenQueued(600_000);
  const plain = await streams(["info"]);
  expect(plain).toMatchObject({ code: 0, err: "" });
  const [header, ...rows] = cells(plain.out);
  expect(header?.slice(0, 6)).toEqual(
    ["STREAM", "STATE", "WAITING", "OLDEST", "DELAYED", "UNDELIVERED"], // prettier-ignore
  );
  expect(rows.map(([name, state, waiting]) => [name, state, waiting])).toContainEqual([
    ...["analyses", "running", "1"],
  ]);

  const json = await streams(["info", "--json", "--stream", "analyses"]);
  const lines = json.out.trim().split("\n");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    ...{ name: "analyses", waiting: 1, delayed: 1, dead: 0, is_paused: false, in_flight: 0 },
  });
});

test("pause, resume and promote do what they say and write it down, with nobody's name", async () => {
  const id = await givenQueued(600_000);
  expect(await streams(["pause", "analyses"])).toMatchObject({
    code: 0,
    out: "analyses is paused.\n",
  });
  expect((await streams(["info", "--stream", "analyses"])).out).toContain("paused");
  expect(await streams(["promote", id])).toMatchObject({ code: 0 });
  expect((await explain(id))?.phase).toBe("waiting");
  const again = await streams(["promote", id]);
  expect(again).toEqual({ code: 1, out: "", err: "This job is not waiting for its time.\n" });
  expect(await streams(["resume", "analyses", "--json"])).toMatchObject({
    out: '{"done":"resume","stream":"analyses"}\n',
  });
  expect(await listStreamAudit(database.db, 10)).toMatchObject([
    { action: "stream_resumed", actor: null },
    { action: "job_promoted", subject: `analyses:${id}`, actor: null },
    { action: "stream_paused", actor: null },
  ]);
});

test("explain says how row and Redis stand to each other; reconcile puts right what it says", async () => {
  const { id } = await given.analysis(database.db);
  await database.db.updateTable("analyses").set({ updated_at: 0 }).execute();
  const told = await streams(["explain", id]);
  expect(told.code).toBe(0);
  expect(told.out).toMatch(/row +queued\n/);
  expect(told.out).toMatch(/redis +does not know it\n/);
  expect(told.out).toContain("The next sweep");

  expect((await streams(["reconcile", "--dry-run"])).out).toContain("1 would be put into line");
  expect(await explain(id)).toBeUndefined();
  expect((await streams(["reconcile"])).out).toContain("analyses: 1 put into line");
  const json = await streams(["explain", id, "--json"]);
  expect(JSON.parse(json.out)).toMatchObject({
    row: { status: "queued" },
    redis: { phase: "waiting" },
    next: "in_line",
  });
});

test("drop cancels the row; what nobody knows, and what cannot be done, end with 1", async () => {
  const id = await givenQueued();
  expect(await streams(["dead", "drop", id])).toMatchObject({ code: 0 });
  expect((await findAnalysis(database.db, id))?.status).toBe("cancelled");
  expect(await explain(id)).toBeUndefined();

  expect(await streams(["dead", "retry", id])).toMatchObject({ code: 1 });
  expect(await streams(["dead", "retry", "nobody"])).toEqual({
    ...{ code: 1, out: "", err: "There is no such job: nobody\n" },
  });
  expect(await streams(["consumers", "remove", "nobody"])).toMatchObject({ code: 1 });
  expect((await streams(["pause", "nothing"])).err).toContain("There are: analyses");
  expect(cells((await streams(["dead"])).out)).toHaveLength(1);
  expect((await streams(["dead", "retry", "--all"])).out).toContain("analyses: 0 in line again");
});

test("drain pauses, and is done when no worker holds anything; else it ends with 1 in time", async () => {
  await givenQueued();
  expect(await streams(["drain", "--stream", "analyses"])).toMatchObject({ code: 0 });
  // A worker that is gone has taken something.
  await redis.xadd("hr:{mail}:ready", "*", "j", "m", "s", "1 0 0 0 u");
  await redis.xgroup("CREATE", "hr:{mail}:ready", "workers", "0").catch(() => undefined);
  await redis.xreadgroup("GROUP", "workers", "w", "STREAMS", "hr:{mail}:ready", ">");
  expect((await streams(["pending"])).out).toMatch(/mail +m /);
  const stuck = await streams(["drain", "--stream", "mail", "--timeout", "0.5"]);
  expect(stuck).toMatchObject({ code: 1 });
  expect(stuck.err).toContain("Still with workers: 1");
});

test("tail follows through a restart of Redis, and ends with its reader or at a signal", async () => {
  const first = await givenQueued();
  expect((await streams(["tail"])).out).toContain(first);

  const child = start(["tail", "--follow", "--json"]);
  const heard: { job_id: string; type: string; stream: string }[] = [];
  if (!child.stdout) throw new Error("nothing to read");
  createInterface({ input: child.stdout }).on("line", (line) => {
    heard.push(JSON.parse(line) as (typeof heard)[number]);
  });
  const hears = (id: string) =>
    until(() => heard.some(({ job_id: told }) => told === id), { what: `it tells of ${id}` });
  await hears(first);
  const second = await givenQueued();
  await hears(second);
  expect(heard.filter(({ job_id: told }) => told === first)).toHaveLength(1);

  await server.stop();
  await server.start();
  await until(() => redis.status === "ready", { what: "the test is connected again" });
  const third = await givenQueued();
  await hears(third);
  expect(heard.find(({ job_id: told }) => told === third)).toMatchObject({
    ...{ type: "queued", stream: "analyses" },
  });

  child.kill("SIGINT");
  expect((await once(child, "close"))[0]).toBe(0);

  // As `tail --follow | head` does: the reader goes, and with the next line the command.
  const piped = start(["tail", "--follow", "--json"]);
  await once(piped.stdout as NodeJS.ReadableStream, "data");
  const ended = once(piped, "exit");
  piped.stdout?.destroy();
  await givenQueued();
  await givenQueued();
  expect((await ended)[0]).toBe(0);
});

test("without a Redis, or one that answers, it says so in a line", async () => {
  expect(await streams(["info"], { REDIS_URL: "" })).toEqual({
    ...{ code: 1, out: "" },
    err: "REDIS_URL is not set, and no `npm start` runs with this DATA_DIR.\n",
  });
  await server.stop();
  expect(await streams(["info"])).toEqual({
    ...{ code: 1, out: "", err: "Redis does not answer where REDIS_URL points.\n" },
  });
});

test("what it does not understand makes it say what it does", async () => {
  const { code, out, err } = await streams(["everything"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("npm run streams -- info");
});
