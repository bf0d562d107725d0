import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAnalysis } from "#core/analyses/analyses.repo.ts";
import { deleteAnalysis } from "#core/analyses/delete-analysis.ts";
import { listAudit, listStreamAudit } from "#core/audit/audit.repo.ts";
import { dropJob } from "#core/admin/drop-job.ts";
import { everyEvent, followFilteredEvents } from "#core/admin/event-filter.ts";
import { findJobRow } from "#core/admin/job-rows.repo.ts";
import { listDeadLetters } from "#core/admin/list-dead-letters.ts";
import { readAnalysisLife } from "#core/admin/read-analysis-life.ts";
import { readStream } from "#core/admin/read-stream.ts";
import { retryAllJobs } from "#core/admin/retry-all-jobs.ts";
import { retryJob } from "#core/admin/retry-job.ts";
import {
  claimJobAway,
  drainStream,
  pauseStream,
  promoteJob,
  rebuildStream,
  removeWorker,
  resumeStream,
} from "#core/admin/steer-stream.ts";
import { askQuestion } from "#core/conversations/ask-question.ts";
import { AnswerNotRetryable } from "#core/conversations/conversation.ts";
import { listMessages } from "#core/conversations/list-messages.ts";
import { createReplyLedger } from "#core/conversations/reply-ledger.ts";
import { retryAnswer } from "#core/conversations/retry-answer.ts";
import type { User } from "#core/users/user.ts";
import { insertMail } from "#core/mail/mails.repo.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { PalmNotReadable } from "#core/reading/reading-failures.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { givenConversation, plentyOfQuestions } from "#tests/support/given-conversation.ts";
import { given } from "#tests/support/given.ts";
import { givenStreams } from "#tests/support/given-streams.ts";
import { markAsStored } from "#tests/support/mark-as-stored.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { until } from "#tests/support/until.ts";

const signal = new AbortController().signal;
const stream = "analyses";

describe.each(databases)("what an admin does to the streams, on $name", ({ open }) => {
  let database: TestDatabase;
  let admin: User;
  let streams: ReturnType<typeof givenStreams>;
  let actorId: string;
  beforeEach(async () => {
    database = await open();
    admin = await given.user(database.db, { email: "admin@example.org" });
    actorId = admin.id;
    streams = givenStreams(database.db);
  });
  afterEach(() => database[Symbol.asyncDispose]());

  /** An analysis whose photo is upright and on disk. */
  async function givenAnalysis(owner?: User) {
    const { db } = database;
    const analysis = await given.analysis(
      db,
      owner ? { owner: { kind: "user", id: owner.id } } : {},
    );
    const key = `guest/${analysis.id}/left.jpg`;
    await streams.photoStore.write(key, new Uint8Array(3));
    const [photo] = await listPhotos(db, analysis.id);
    await markAsStored(db, photo?.id ?? "", {
      ...{ key, thumbnailKey: key, width: 1, height: 1, bytes: 3, sha256: "x" },
    });
    return { ...analysis, key };
  }

  /** Analyses that a worker has given up. */
  async function givenDead(count: number, owner?: User) {
    const made = [];
    for (let index = 0; index < count; index += 1) made.push(await givenAnalysis(owner));
    const worker = streams.startWorker(async () => {
      throw new Error("it broke");
    });
    for (const { id, owner: whose } of made) await streams.queue.enqueue(id, { user: whose.id });
    await until(async () => (await streams.stream.readOverview()).dead === count, {
      what: "all are given up",
    });
    await worker.stop();
    return made;
  }

  async function closedDatabase() {
    const other = await open();
    await other[Symbol.asyncDispose]();
    return other.db;
  }

  const statusOf = async (id: string) => (await findAnalysis(database.db, id))?.status;
  const phaseOf = async (id: string) => (await streams.stream.explain(id))?.phase;
  const auditOf = async () =>
    (await listStreamAudit(database.db, 50)).map(({ action, subject, actor }) => [
      action,
      subject,
      actor?.email ?? null,
    ]);

  test("a failed analysis is tried again from its beginning, and it is written down by whom", async () => {
    const owner = await given.user(database.db);
    const [dead] = await givenDead(1, owner);
    const id = dead?.id ?? "";
    expect(await statusOf(id)).toBe("failed");

    await retryJob(streams.deps, { stream, id, actorId });
    expect(await findJobRow(database.db, stream, id)).toMatchObject({
      status: "queued",
      attempts: 0,
      errorCode: null,
    });
    expect(await phaseOf(id)).toBe("waiting");
    expect((await streams.stream.readOverview()).dead).toBe(0);
    expect(await auditOf()).toEqual([["job_retried", `analyses:${id}`, "admin@example.org"]]);
    // It is about the owner's reading, so it stands in their own list as well.
    expect(await listAudit(database.db, owner.id, 5)).toMatchObject([
      { action: "job_retried", isOwn: false },
    ]);
    await expect(retryJob(streams.deps, { stream, id, actorId })).rejects.toMatchObject({
      code: "job.not_failed",
    });
  });

  test("two admins who try the same one again at once start one run", async () => {
    const [dead] = await givenDead(1);
    const on = { stream, id: dead?.id ?? "", actorId };
    const results = await Promise.allSettled([
      retryJob(streams.deps, on),
      retryJob(streams.deps, on),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await auditOf()).toHaveLength(1);
  });

  test("what has lost its photos is not tried again, and says so", async () => {
    const [dead] = await givenDead(1);
    await streams.photoStore.delete(dead?.key ?? "");
    await expect(
      retryJob(streams.deps, { stream, id: dead?.id ?? "", actorId }),
    ).rejects.toMatchObject({ code: "job.photos_gone" });
    expect(await statusOf(dead?.id ?? "")).toBe("failed");
    expect(await auditOf()).toEqual([]);
  });

  test("all dead letters are tried again, but for those that cannot be, at most as many as asked", async () => {
    const dead = await givenDead(4);
    await streams.photoStore.delete(dead[0]?.key ?? "");
    const all = { stream, actorId, signal };
    const newest = await retryAllJobs(streams.deps, { ...all, limit: 1 });
    expect(newest.retried + newest.skipped).toBe(1);
    const rest = await retryAllJobs(streams.deps, { ...all, limit: 100 });
    expect(newest.retried + rest.retried).toBe(3);
    expect(rest.skipped).toBe(1);
    expect((await streams.stream.readOverview()).dead).toBe(1);
    expect(
      (await listDeadLetters(database.db, streams.stream, { page: 1, perPage: 10 })).letters,
    ).toMatchObject([
      { id: dead[0]?.id, why: "failed", row: { status: "failed", errorCode: "internal" } },
    ]);
  });

  test("those that cannot be tried again do not keep the rest from it", async () => {
    const dead = await givenDead(3);
    const listed = await streams.stream.listDead({ offset: 0, limit: 10 });
    // The newest two stand before the one that can be.
    for (const { id } of listed.slice(0, 2)) {
      await streams.photoStore.delete(dead.find((one) => one.id === id)?.key ?? "");
    }
    expect(await retryAllJobs(streams.deps, { stream, actorId, signal, limit: 1 })).toEqual({
      ...{ retried: 1, skipped: 2 },
    });
    expect(await statusOf(listed[2]?.id ?? "")).toBe("queued");
  });

  test("a photo that shows no palm is no dead letter, and is read again only when asked for itself", async () => {
    const { id, owner } = await givenAnalysis();
    const worker = streams.startWorker(async () => {
      throw new PalmNotReadable("no_hand");
    });
    await streams.queue.enqueue(id, { user: owner.id });
    await until(async () => (await statusOf(id)) === "failed", { what: "it has failed" });
    await until(async () => (await phaseOf(id)) === undefined, { what: "it is gone" });
    await worker.stop();
    expect(await findAnalysis(database.db, id)).toMatchObject({ error: { code: "palm.no_hand" } });
    expect((await streams.stream.readOverview()).dead).toBe(0);

    expect(await retryAllJobs(streams.deps, { stream, actorId, signal, limit: 10 })).toEqual({
      ...{ retried: 0, skipped: 0 },
    });
    expect(await statusOf(id)).toBe("failed");
    await retryJob(streams.deps, { stream, id, actorId });
    expect(await statusOf(id)).toBe("queued");
    expect(await phaseOf(id)).toBe("waiting");
  });

  test("a job is dropped also while Redis is away: whoever takes it finds the row cancelled", async () => {
    const analysis = await givenAnalysis();
    await streams.queue.enqueue(analysis.id, { user: "u" });
    streams.redis.disconnect();
    await dropJob(streams.deps, { stream, id: analysis.id, actorId });
    expect(await statusOf(analysis.id)).toBe("cancelled");
    expect(await auditOf()).toEqual([
      ["job_dropped", `analyses:${analysis.id}`, "admin@example.org"],
    ]);
  });

  test("whoever follows one user's events is forgotten with the signal, also when the database fails", async () => {
    const following = new AbortController();
    const filter = { ...everyEvent, userId: admin.id };
    const deps = { ...streams.deps, db: await closedDatabase() };
    const events = await followFilteredEvents(deps, filter, { signal: following.signal });
    const broken = expect(events[Symbol.asyncIterator]().next()).rejects.toThrow();
    await streams.queue.enqueue((await givenAnalysis()).id, { user: "u" });
    await broken;
    expect(streams.hub.size).toBe(1);
    following.abort();
    expect(streams.hub.size).toBe(0);
  });

  test("following says at once that Redis is away", async () => {
    streams.redis.disconnect();
    await expect(followFilteredEvents(streams.deps, everyEvent, { signal })).rejects.toMatchObject({
      kind: "unavailable",
    });
  });

  test("draining is written down as what it is", async () => {
    await drainStream(streams.deps, { stream, actorId });
    expect((await streams.stream.readOverview()).isPaused).toBe(true);
    expect(await auditOf()).toEqual([["stream_drained", "analyses", "admin@example.org"]]);
  });

  test("a dropped job is cancelled and off the list; one with a result keeps it", async () => {
    const [dead] = await givenDead(1);
    const drop = (id: string) => dropJob(streams.deps, { stream, id, actorId });
    await drop(dead?.id ?? "");
    expect(await statusOf(dead?.id ?? "")).toBe("cancelled");
    expect(await phaseOf(dead?.id ?? "")).toBeUndefined();
    await expect(drop(dead?.id ?? "")).rejects.toMatchObject({ code: "job.not_droppable" });
    await expect(drop("01900000-0000-7000-8000-00000000dead")).rejects.toMatchObject({
      code: "job.not_found",
    });

    const waiting = await givenAnalysis();
    await streams.queue.enqueue(waiting.id, { user: "u" });
    await drop(waiting.id);
    expect(await statusOf(waiting.id)).toBe("cancelled");
    expect((await streams.stream.readOverview()).waiting).toBe(0);

    const finished = await givenAnalysis();
    await database.db
      .updateTable("analyses")
      .set({ status: "completed" })
      .where("id", "=", finished.id)
      .execute();
    await expect(drop(finished.id)).rejects.toMatchObject({ code: "job.not_droppable" });
    expect(await statusOf(finished.id)).toBe("completed");
  });

  test.each([
    ["waits", "queued"],
    ["is being written", "processing"],
    ["has failed", "failed"],
  ])(
    "an answer that is dropped while it %s counts for nothing, and nobody tries it again",
    async (_when, state) => {
      const { db } = database;
      const { conversation, answer } = await givenConversation(db);
      const ledger = createReplyLedger(db);
      if (state !== "queued") await ledger.claim(answer.id, "0001");
      if (state === "failed") await ledger.fail(answer.id, "0001", new Error("it broke"));

      await dropJob(streams.deps, { stream: "replies", id: answer.id, actorId });

      const { items } = await listMessages({ db }, conversation.id, { limit: 2 });
      expect(items.at(-1)).toMatchObject({ status: "cancelled", error: { code: "reply.dropped" } });
      expect(await db.selectFrom("reply_uses").selectAll().execute()).toEqual([]);
      const replyQueue = createFakeReplyQueue();
      const asking = { db, replyQueue, log: silentLog };
      const limits = plentyOfQuestions;
      await expect(retryAnswer(asking, { conversation, limits })).rejects.toThrow(
        AnswerNotRetryable,
      );
      await expect(
        retryJob(streams.deps, { stream: "replies", id: answer.id, actorId }),
      ).rejects.toMatchObject({ code: "job.not_failed" });
      expect(replyQueue.rung).toEqual([]);

      // The conversation itself goes on.
      const next = { conversation, content: "And my head line?", clientKey: "next", limits };
      await expect(askQuestion(asking, next)).resolves.toMatchObject({ isNew: true });
    },
  );

  test("a running job that is dropped stops, and its result is refused", async () => {
    const analysis = await givenAnalysis();
    let stopped: unknown;
    streams.startWorker(async (_, run) => {
      await new Promise((resolve) => run.signal.addEventListener("abort", resolve));
      stopped = run.signal.reason;
    });
    await streams.queue.enqueue(analysis.id, { user: "u" });
    await until(async () => (await statusOf(analysis.id)) === "processing", { what: "it runs" });
    await dropJob(streams.deps, { stream, id: analysis.id, actorId });
    await until(() => stopped !== undefined, { what: "the worker is told" });
    await until(async () => (await phaseOf(analysis.id)) === undefined, { what: "it is gone" });
    expect(await statusOf(analysis.id)).toBe("cancelled");
  });

  test("a paused stream hands out nothing until it goes on", async () => {
    await pauseStream(streams.deps, { stream, actorId });
    const analysis = await givenAnalysis();
    streams.startWorker(async () => undefined);
    await until(async () => (await streams.stream.listWorkers()).length === 1, {
      what: "the worker has come",
    });
    await streams.queue.enqueue(analysis.id, { user: "u" });
    const { overview, workers } = await readStream(streams.stream, { hours: 1 });
    expect(overview).toMatchObject({ isPaused: true, waiting: 1, inFlight: 0, slots: 2 });
    expect(workers).toHaveLength(1);

    await resumeStream(streams.deps, { stream, actorId: null });
    await until(async () => (await statusOf(analysis.id)) === "completed", { what: "it is read" });
    const counted = async () => (await readStream(streams.stream, { hours: 1 })).lastHour.done;
    await until(async () => (await counted()) === 1, { what: "Redis has heard of it" });
    expect(await auditOf()).toEqual([
      ["stream_resumed", "analyses", null],
      ["stream_paused", "analyses", "admin@example.org"],
    ]);
    const { lastHour } = await readStream(streams.stream, { hours: 1 });
    expect(lastHour).toMatchObject({ enqueued: 1, done: 1, dead: 0 });
    expect(lastHour.ran.p95).toBeGreaterThan(0);
    await expect(pauseStream(streams.deps, { stream: "nothing", actorId })).rejects.toMatchObject({
      code: "stream.not_found",
    });
  });

  test("who resumes the analyses ends what was said about why they wait", async () => {
    await streams.hold.put("out_of_money", 60_000);
    await resumeStream(streams.deps, { stream: "mail", actorId });
    expect((await streams.hold.read())?.reason).toBe("out_of_money");
    await resumeStream(streams.deps, { stream, actorId });
    expect(await streams.hold.read()).toBeUndefined();
  });

  test("a delayed job is put into line; one that is in line already is not", async () => {
    const analysis = await givenAnalysis();
    const on = { stream, id: analysis.id, actorId };
    await streams.queue.enqueue(analysis.id, { user: "u", delayMs: 600_000 });
    await promoteJob(streams.deps, on);
    expect(await phaseOf(analysis.id)).toBe("waiting");
    await expect(promoteJob(streams.deps, on)).rejects.toMatchObject({ code: "job.not_delayed" });
    expect(await auditOf()).toEqual([
      ["job_promoted", `analyses:${analysis.id}`, "admin@example.org"],
    ]);
  });

  test("a job is taken away from its worker, and the next run finishes it", async () => {
    const analysis = await givenAnalysis();
    const on = { stream, id: analysis.id, actorId };
    let runs = 0;
    streams.startWorker(async (_, run) => {
      runs += 1;
      if (runs > 1) return;
      await new Promise((resolve) => run.signal.addEventListener("abort", resolve));
    });
    await streams.queue.enqueue(analysis.id, { user: "u" });
    await until(async () => (await streams.stream.explain(analysis.id))?.held != null, {
      what: "a worker holds it",
    });
    await claimJobAway(streams.deps, on);
    await until(async () => (await statusOf(analysis.id)) === "completed", { what: "it is read" });
    expect(runs).toBe(2);
    await expect(claimJobAway(streams.deps, on)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("rebuilding puts into line what Redis has lost, and on paper only says so", async () => {
    const analysis = await givenAnalysis();
    const mail = await insertMail(database.db, {
      ...{ kind: "verify_email", address: "a@example.org", language: "en" },
    } as const);
    for (const table of ["analyses", "mails"] as const) {
      await database.db.updateTable(table).set({ updated_at: 0 }).execute();
    }
    const rebuild = (name: string, isDryRun: boolean) =>
      rebuildStream(streams.deps, { stream: name, actorId, signal, isDryRun });
    expect(await rebuild(stream, true)).toEqual({ rung: 1, failed: 0 });
    expect(await phaseOf(analysis.id)).toBeUndefined();
    expect(await auditOf()).toEqual([]);

    expect(await rebuild(stream, false)).toEqual({ rung: 1, failed: 0 });
    expect(await phaseOf(analysis.id)).toBe("waiting");
    expect(await rebuild(stream, false)).toEqual({ rung: 0, failed: 0 });
    expect(await rebuild("mail", false)).toEqual({ rung: 1, failed: 0 });
    expect((await findJobRow(database.db, "mail", mail))?.user).toBe("everybody");
    expect(await auditOf()).toHaveLength(3);
  });

  test("a worker that lives stays on the list", async () => {
    const worker = streams.startWorker(async () => undefined);
    await until(async () => (await streams.stream.listWorkers()).length === 1, {
      what: "the worker has come",
    });
    const [{ name } = { name: "" }] = await streams.stream.listWorkers();
    for (const asked of [name, "never-there"]) {
      await expect(
        removeWorker(streams.deps, { stream, worker: asked, actorId }),
      ).rejects.toMatchObject({ code: "stream.worker_stays" });
    }
    await worker.stop();
  });

  test("an analysis's life shows row, job and events, and what was paid, but nothing that it says", async () => {
    const owner = await given.user(database.db, { email: "ravi@example.org" });
    const [dead] = await givenDead(1, owner);
    const id = dead?.id ?? "";
    await database.db
      .insertInto("provider_calls")
      .values({
        ...{ analysis_id: id, step: "read", model: "m-1", response: "A SECRET ANSWER" },
        ...{ prompt_tokens: 1200, completion_tokens: 300, created_at: 1 },
      })
      .execute();
    const life = await readAnalysisLife(streams.deps, id);
    expect(life).toMatchObject({
      owner: { email: "ravi@example.org" },
      status: "failed",
      errorCode: "internal",
      arePhotosThere: true,
      calls: [{ step: "read", model: "m-1", promptTokens: 1200, completionTokens: 300 }],
      inRedis: { repair: "waits_for_somebody", report: { phase: "dead" } },
    });
    expect(life.inRedis?.events.map(({ type }) => type)).toEqual(["queued", "dead"]);
    expect(JSON.stringify(life)).not.toContain("SECRET");
    await expect(readAnalysisLife(streams.deps, "nobody's")).rejects.toMatchObject({
      code: "analysis.not_found",
    });
  });

  test("what was done to an analysis no longer names it once it is erased", async () => {
    const analysis = await givenAnalysis();
    await streams.queue.enqueue(analysis.id, { user: "u", delayMs: 600_000 });
    await promoteJob(streams.deps, { stream, id: analysis.id, actorId });
    const { photoStore } = streams;
    const deps = {
      db: database.db,
      photoStore,
      analysisQueue: createFakeQueue(),
      photoQueue: createFakePhotoQueue(),
      replyQueue: createFakeReplyQueue(),
      log: silentLog,
    };
    await deleteAnalysis(deps, analysis.id);
    expect(await auditOf()).toEqual([["job_promoted", null, "admin@example.org"]]);
  });
});
