import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteDatabase, type TestDatabase } from "#tests/support/databases.ts";
import { createFakeReplyFeed, type FakeReplyFeed } from "#tests/support/fake-replies.ts";
import { finishAnswer, givenConversation } from "#tests/support/given-conversation.ts";
import { until } from "#tests/support/until.ts";
import { type AnswerEvent, watchAnswer } from "./watch-answer.ts";

describe("watching an answer", () => {
  let database: TestDatabase;
  let replyFeed: FakeReplyFeed;
  let conversationId: string;
  let replyId: string;
  let leaving: AbortController;

  beforeEach(async () => {
    database = await openSqliteDatabase();
    replyFeed = createFakeReplyFeed();
    leaving = new AbortController();
    const { conversation, answer } = await givenConversation(database.db);
    conversationId = conversation.id;
    replyId = answer.id;
  });

  afterEach(() => {
    leaving.abort();
    return database[Symbol.asyncDispose]();
  });

  const watch = (afterId?: string) =>
    watchAnswer({ db: database.db, replyFeed }, conversationId, {
      signal: leaving.signal,
      afterId,
    });

  /** What a page shows: each piece at its place, the stored text at last. */
  function show(events: readonly AnswerEvent[]): string {
    return events.reduce(
      (text, event) =>
        event.kind === "delta" ? text.slice(0, event.at) + event.text : event.message.content,
      "",
    );
  }

  async function finish(answer: string) {
    await finishAnswer(database.db, conversationId, { answer });
    await replyFeed.tellOver(replyId);
  }

  async function take(events: AsyncGenerator<AnswerEvent, undefined>, count: number) {
    const taken: AnswerEvent[] = [];
    while (taken.length < count) {
      const step = await events.next();
      if (step.done) break;
      taken.push(step.value);
    }
    return taken;
  }

  async function all(events: AsyncIterable<AnswerEvent>) {
    const told: AnswerEvent[] = [];
    for await (const event of events) told.push(event);
    return told;
  }

  test("what is there comes first, then each piece, and the stored answer last", async () => {
    replyFeed.tell(replyId, { run: "1", at: 0, text: "One. " });
    const told = all(watch());
    await until(() => replyFeed.countFollowers() === 1, { what: "somebody listens" });
    replyFeed.tell(replyId, { run: "1", at: 5, text: "Two." });
    await finish("One. Two.");

    expect(await told).toMatchObject([
      { kind: "delta", seq: 2, at: 0, text: "One. " },
      { kind: "delta", seq: 2, at: 5, text: "Two." },
      { kind: "message", message: { seq: 2, status: "completed", content: "One. Two." } },
    ]);
    expect(replyFeed.countFollowers()).toBe(0);
  });

  test("whoever comes back with the last id gets the rest only, and nothing after the end", async () => {
    const first = watch();
    replyFeed.tell(replyId, { run: "1", at: 0, text: "One. " });
    const [seen] = await take(first, 1);
    await first.return(undefined);
    replyFeed.tell(replyId, { run: "1", at: 5, text: "Two." });
    const second = watch(seen?.id);
    const [rest] = await take(second, 1);
    expect(rest).toMatchObject({ at: 5, text: "Two." });
    await finish("One. Two.");
    const [end] = await take(second, 1);

    expect(show([seen, rest, end] as AnswerEvent[])).toBe("One. Two.");
    expect(await all(watch(end?.id))).toEqual([]);
  });

  test("a run that begins anew replaces what a dead one had said, and the dead is not heard any more", async () => {
    const events = watch();
    replyFeed.tell(replyId, { run: "1", at: 0, text: "Torn. " });
    replyFeed.tell(replyId, { run: "1", at: 6, text: "Apart" });
    const told = await take(events, 2);
    replyFeed.tell(replyId, { run: "2", at: 0, text: "Whole. " });
    replyFeed.tell(replyId, { run: "1", at: 11, text: " ghost" });
    replyFeed.tell(replyId, { run: "2", at: 7, text: "Again." });
    told.push(...(await take(events, 2)));

    expect(show(told)).toBe("Whole. Again.");
    await finish("Whole. Again.");
    expect(show([...told, ...(await take(events, 1))])).toBe("Whole. Again.");
  });

  test("with Redis away the stored answer is told", async () => {
    replyFeed.isAway = true;
    const told = all(watch());
    await finishAnswer(database.db, conversationId, { answer: "From the row." });
    expect(await told).toMatchObject([{ kind: "message", message: { content: "From the row." } }]);
  });

  test("pieces whose beginning Redis has lost are left out, and the answer comes whole", async () => {
    const events = watch();
    replyFeed.tell(replyId, { run: "1", at: 0, text: "One. " });
    const told = await take(events, 1);
    replyFeed.forgetAll();
    replyFeed.tell(replyId, { run: "1", at: 10, text: "Three." });
    await finish("One. Two. Three.");
    told.push(...(await take(events, 2)));

    expect(told.map(({ kind }) => kind)).toEqual(["delta", "message"]);
    expect(show(told)).toBe("One. Two. Three.");
  });

  test("an end between the look at the row and the beginning of listening is not missed", async () => {
    replyFeed.onFollow = () => finishAnswer(database.db, conversationId, { answer: "Quick." });
    expect(show(await all(watch()))).toBe("Quick.");
  });

  test("an answer that is there already is told at once; one that failed says why", async () => {
    await finishAnswer(database.db, conversationId, { status: "failed", answer: "" });
    expect(await all(watch())).toMatchObject([
      { kind: "message", message: { status: "failed", error: { code: "reply.unavailable" } } },
    ]);
  });

  test("an id of the answer before hides nothing of this one, however the clocks differ", async () => {
    replyFeed.tell(replyId, { run: "1", at: 0, text: "One." });
    const [delta] = await take(watch(`${Date.now() + 60_000}-${1e15 + 1}`), 1);
    expect(delta).toMatchObject({ text: "One." });
  });

  test("nothing is left behind by a watcher who leaves", async () => {
    const told = all(watch());
    await until(() => replyFeed.countFollowers() === 1, { what: "somebody listens" });
    leaving.abort();
    expect(await told).toEqual([]);
    expect(replyFeed.countFollowers()).toBe(0);
  });
});
