import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteDatabase, type TestDatabase } from "#tests/support/databases.ts";
import { createFakeFeed } from "#tests/support/fake-feed.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { given } from "#tests/support/given.ts";
import { createAnalysisLedger } from "./analysis-ledger.ts";
import { AnalysisNotFound } from "./analysis.ts";
import { type ProgressEvent, watchAnalysis } from "./watch-analysis.ts";

const token = "000001795392459499-000001";

describe("watching an analysis", () => {
  let database: TestDatabase;
  const client = { controller: new AbortController() };

  beforeEach(async () => {
    database = await openSqliteDatabase();
    client.controller = new AbortController();
  });

  afterEach(async () => {
    client.controller.abort();
    await database[Symbol.asyncDispose]();
  });

  async function setUp() {
    const feed = createFakeFeed();
    const queue = createFakeQueue();
    const deps = { db: database.db, analysisQueue: queue, analysisFeed: feed };
    const { id } = await given.analysis(database.db);
    const ledger = createAnalysisLedger(database.db);
    const watch = (afterId?: string) =>
      watchAnalysis(deps, id, { signal: client.controller.signal, afterId });
    const complete = async () => {
      await ledger.claim(id, token);
      await ledger.commit(id, token, {
        reader: "builtin",
        recipe: "test",
        reading: given.reading(),
      });
    };
    return { database: database.db, feed, queue, id, ledger, watch, complete, deps };
  }

  test("the present state comes first, then each change, then the end", async () => {
    const { feed, queue, id, ledger, watch, complete } = await setUp();
    const events = watch();

    expect(brief(await events.next())).toBe("queued received");
    await ledger.claim(id, token);
    queue.tickets.set(id, { position: null, stage: "reading" });
    feed.tell("progress", "reading");
    expect(brief(await events.next())).toBe("processing reading");
    await database.db.updateTable("analyses").set({ run_token: "" }).execute();
    await complete();
    feed.tell("done");
    expect(brief(await events.next())).toBe("completed done");
    expect((await events.next()).done).toBe(true);
  });

  test("a change between listening and reading the row is not lost", async () => {
    const { feed, watch, complete } = await setUp();
    feed.onFollow = async () => {
      await complete();
      feed.tell("done");
    };

    const events = await collect(watch());

    expect(events).toEqual(["completed done"]);
  });

  test("what was missed is told again, in order, before the present", async () => {
    const { feed, watch, complete } = await setUp();
    feed.tell("queued");
    feed.tell("progress", "checking");
    feed.tell("progress", "reading");
    await complete();
    feed.tell("done");

    const events = await collect(watch("1000-0"));

    expect(events).toEqual(["processing checking", "processing reading", "completed done"]);
  });

  test("nothing comes for somebody who has seen the end", async () => {
    const { feed, watch, complete } = await setUp();
    feed.tell("queued");
    await complete();
    feed.tell("done");
    const [end] = await gather(watch());

    expect(await collect(watch(end?.id))).toEqual([]);
    expect(await collect(watch())).toEqual(["completed done"]);
  });

  test("nothing comes for somebody who has seen the end while Redis is away", async () => {
    const { feed, watch, complete } = await setUp();
    await complete();
    feed.isAway = true;
    const [end] = await gather(watch());

    expect(await collect(watch(end?.id))).toEqual([]);
  });

  test("the end is told to somebody who has not seen it, though the news of it is lost or still to come", async () => {
    const { feed, watch, complete } = await setUp();
    feed.tell("queued");
    feed.tell("progress", "reading");
    const [before] = await gather(watch(), 1);
    await complete();

    expect(await collect(watch(before?.id))).toEqual(["completed done"]);
    feed.told.length = 0;
    expect(await collect(watch(before?.id))).toEqual(["completed done"]);
  });

  test("a second end is told to somebody who has seen the first", async () => {
    const { database: db, feed, watch, complete } = await setUp();
    await complete();
    feed.tell("done");
    const [first] = await gather(watch());
    const laterOn = Date.now() + 60_000;
    await db.updateTable("analyses").set({ updated_at: laterOn }).execute();

    expect(await collect(watch(first?.id))).toEqual(["completed done"]);
  });

  test("ids grow, the end's as well, and have two parts", async () => {
    const { feed, ledger, id, watch, complete, queue } = await setUp();
    feed.tell("queued");
    const events = watch();
    const ids = [(await events.next()).value?.id ?? ""];
    await ledger.claim(id, token);
    queue.tickets.set(id, { position: null, stage: "reading" });
    feed.tell("progress", "reading");
    ids.push((await events.next()).value?.id ?? "");
    await complete();
    feed.tell("done");
    ids.push((await events.next()).value?.id ?? "");

    expect(ids.filter((told) => !/^\d{1,16}-\d{1,16}$/.test(told))).toEqual([]);
    const parts = ids.map((told) => told.split("-").map(Number));
    const grown = parts.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
    expect(grown).toEqual(parts);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("news that says nothing new is not passed on", async () => {
    const { feed, watch, complete } = await setUp();
    const events = watch();
    await events.next();
    feed.tell("queued");
    feed.tell("queued");
    await complete();
    feed.tell("done");

    expect(await collect(events)).toEqual(["completed done"]);
  });

  test("while Redis is away the row itself is watched", async () => {
    const { feed, queue, watch, complete } = await setUp();
    feed.isAway = true;
    queue.isAway = true;
    const events = watch();

    expect(brief(await events.next())).toBe("queued received");
    await complete();
    expect(brief(await events.next())).toBe("completed done");
  });

  test("a client that leaves ends the watch and frees its place in the feed", async () => {
    const { feed, watch } = await setUp();
    const events = watch();
    await events.next();
    expect(feed.countFollowers()).toBe(1);

    const next = events.next();
    client.controller.abort();

    expect((await next).done).toBe(true);
    expect(feed.countFollowers()).toBe(0);
  });

  test("an analysis that is gone is not found", async () => {
    const { deps } = await setUp();

    const events = watchAnalysis(deps, "0193", { signal: client.controller.signal });

    await expect(events.next()).rejects.toThrow(AnalysisNotFound);
  });
});

/** What is told until the end, or until it is so many. */
async function gather(
  events: AsyncIterable<ProgressEvent>,
  atMost = Infinity,
): Promise<readonly ProgressEvent[]> {
  const all: ProgressEvent[] = [];
  for await (const event of events) {
    all.push(event);
    if (all.length >= atMost) break;
  }
  return all;
}

async function collect(events: AsyncIterable<ProgressEvent>): Promise<string[]> {
  return (await gather(events)).map((event) => brief({ value: event }));
}

function brief({ value }: { value?: ProgressEvent | undefined }): string {
  return `${value?.progress.status} ${value?.progress.stage}`;
}
