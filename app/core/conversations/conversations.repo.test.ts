import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Token } from "#queue/define-job.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import {
  createFakeReplyFeed,
  createFakeReplyQueue,
  type FakeReplyFeed,
  type FakeReplyQueue,
} from "#tests/support/fake-replies.ts";
import { finishAnswer, givenReport, plentyOfQuestions } from "#tests/support/given-conversation.ts";
import { given } from "#tests/support/given.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { findJobRow, requeueFailed } from "../admin/job-rows.repo.ts";
import { type Analysis, AnalysisNotFound } from "../analyses/analysis.ts";
import type { Db } from "../database.ts";
import { DomainError, InvalidInput } from "../errors.ts";
import { ReaderRateLimited } from "../reading/reading-failures.ts";
import { askQuestion, startConversation } from "./ask-question.ts";
import {
  AnswerNotRetryable,
  AnswerPending,
  ClientKeyReused,
  type Conversation,
  ConversationNotFound,
  NothingToAskAbout,
  NotStoppable,
} from "./conversation.ts";
import { AnswersUsedUp, RESERVED_TOKENS, TooManyQuestions } from "./conversation-limits.ts";
import { getConversationOf, listConversations } from "./conversations.repo.ts";
import { deleteConversation } from "./delete-conversation.ts";
import { listMessages } from "./list-messages.ts";
import { renameConversation } from "./rename-conversation.ts";
import { NobodyAnswers, ReplyUnusable } from "./reply-failures.ts";
import { createReplyLedger } from "./reply-ledger.ts";
import { deleteOldReplyUses, settleReplyShare } from "./reply-uses.repo.ts";
import { retryAnswer } from "./retry-answer.ts";
import { stopAnswer } from "./stop-answer.ts";

describe.each(databases)("conversations on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let replyQueue: FakeReplyQueue;
  let replyFeed: FakeReplyFeed;
  let analysis: Analysis;
  let userId: string;

  beforeEach(async () => {
    database = await open();
    db = database.db;
    replyQueue = createFakeReplyQueue();
    replyFeed = createFakeReplyFeed();
    analysis = await givenReport(db);
    userId = analysis.owner.id;
  });

  afterEach(() => database[Symbol.asyncDispose]());

  const deps = () => ({ db, replyQueue, replyFeed, log: silentLog });
  const start = (rest: Partial<Parameters<typeof startConversation>[1]> = {}) =>
    startConversation(deps(), {
      analysis,
      message: "What does my heart line say?",
      clientKey: "first",
      language: "en",
      limits: plentyOfQuestions,
      ...rest,
    });
  const ask = (conversation: Conversation, rest: Partial<Parameters<typeof askQuestion>[1]> = {}) =>
    askQuestion(deps(), {
      conversation,
      content: "And my head line?",
      clientKey: "next",
      limits: plentyOfQuestions,
      ...rest,
    });
  const tokensOf = async (replyId: string) =>
    (
      await db
        .selectFrom("reply_uses")
        .select("tokens")
        .where("reply_id", "=", replyId)
        .executeTakeFirstOrThrow()
    ).tokens;
  const countReplies = async () => (await db.selectFrom("replies").select("id").execute()).length;

  describe("asking", () => {
    test("a question is stored with its pending answer, and rung for", async () => {
      const { conversation, question, answer, isNew } = await start();

      expect(isNew).toBe(true);
      expect(conversation).toMatchObject({
        analysisId: analysis.id,
        title: "What does my heart line say?",
      });
      expect(question).toMatchObject({ role: "user", seq: 1 });
      expect(answer).toMatchObject({ role: "assistant", seq: 2, status: "pending", content: "" });
      expect(replyQueue.rung).toEqual([{ id: answer.id, user: userId }]);
    });

    test("20 double taps at once start one conversation and ask one question", async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => start()));

      expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(all.map(({ answer }) => answer.id)).size).toBe(1);
      expect(await countReplies()).toBe(1);
      // A bell that nobody heard may be rung again; which one it is for, is always the same.
      expect(new Set(replyQueue.rung.map(({ id }) => id)).size).toBe(1);
    });

    test("the same key asks once, and gives back the answer once it is there", async () => {
      const { conversation } = await start();
      await finishAnswer(db, conversation.id);
      const all = await Promise.all(Array.from({ length: 10 }, () => ask(conversation)));
      expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
      await finishAnswer(db, conversation.id, { answer: "It is straight." });

      const again = await ask(conversation);

      expect(again).toMatchObject({
        isNew: false,
        answer: { seq: 4, status: "completed", content: "It is straight." },
      });
      expect(await countReplies()).toBe(2);
    });

    test("half a character, which storage changes, does not make the same question another one", async () => {
      const message = "hi \ud800 there?";
      const { conversation } = await start({ message });
      expect(await start({ message })).toMatchObject({ isNew: false });
      await finishAnswer(db, conversation.id);
      await ask(conversation, { content: message, clientKey: "lone" });
      expect(await ask(conversation, { content: message, clientKey: "lone" })).toMatchObject({
        isNew: false,
      });
    });

    test("the same key with other words is a mistake, and nothing is asked", async () => {
      const { conversation } = await start();
      await expect(start({ message: "Something else?" })).rejects.toThrow(ClientKeyReused);
      await finishAnswer(db, conversation.id);
      await ask(conversation);
      await expect(ask(conversation, { content: "Something else?" })).rejects.toThrow(
        ClientKeyReused,
      );
      expect(await countReplies()).toBe(2);
    });

    test("a conversation waits for one answer at a time, however many ask at once", async () => {
      const { conversation } = await start();
      await expect(ask(conversation)).rejects.toThrow(AnswerPending);
      await finishAnswer(db, conversation.id);

      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => ask(conversation, { clientKey: `tab-${n}` })),
      );

      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(AnswerPending);
      }
    });

    test("the database itself lets no second answer of a conversation wait", async () => {
      const { conversation } = await start();
      const copy = await db.selectFrom("replies").selectAll().executeTakeFirstOrThrow();
      await expect(
        db
          .insertInto("replies")
          .values({ ...copy, id: "other", turn: 2, client_key: "other" })
          .execute(),
      ).rejects.toThrow();
      await finishAnswer(db, conversation.id);
    });

    test("with Redis away the question is stored all the same", async () => {
      replyQueue.isAway = true;
      const { answer } = await start();
      expect(answer.status).toBe("pending");
      expect(await countReplies()).toBe(1);
    });

    test("nobody asks about a guest's reading, or one without a report", async () => {
      const ofGuest = await given.analysis(db);
      await expect(start({ analysis: ofGuest })).rejects.toThrow(NothingToAskAbout);
      const withoutReport = await givenReport(db, { reading: { report: null } });
      await expect(start({ analysis: withoutReport })).rejects.toThrow(NothingToAskAbout);
    });
  });

  describe("limits", () => {
    test("so many questions an hour, however many come at once, and a repeated one costs nothing", async () => {
      const limits = { ...plentyOfQuestions, questionsPerHour: 3 };
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => start({ clientKey: `k${n}`, limits })),
      );

      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
      const key = outcomes.findIndex(({ status }) => status === "fulfilled");
      await expect(start({ clientKey: `k${key}`, limits })).resolves.toMatchObject({
        isNew: false,
      });
      const refused = await start({ clientKey: "new", limits }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(TooManyQuestions);
      expect(DomainError.is(refused) && refused.retryAfterMs).toBeGreaterThan(50 * 60_000);
      expect(await countReplies()).toBe(3);
    });

    test("a day's tokens: what is asked is reserved, and corrected once it is answered", async () => {
      const limits = { ...plentyOfQuestions, answerTokensPerDay: RESERVED_TOKENS };
      const { answer } = await start({ limits });
      await expect(start({ clientKey: "b", limits })).rejects.toThrow(AnswersUsedUp);

      await settleReplyShare(db, answer.id, 900);
      await expect(start({ clientKey: "b", limits })).resolves.toMatchObject({ isNew: true });
    });

    test("an answer that is tried again counts once more against the hour", async () => {
      const limits = { ...plentyOfQuestions, questionsPerHour: 3 };
      const { conversation } = await start({ limits });
      for (let tries = 0; tries < 2; tries++) {
        await finishAnswer(db, conversation.id, { status: "failed" });
        await retryAnswer(deps(), { conversation, limits });
      }
      await finishAnswer(db, conversation.id, { status: "failed" });
      await expect(retryAnswer(deps(), { conversation, limits })).rejects.toThrow(TooManyQuestions);
      await db
        .updateTable("reply_uses")
        .set(({ eb }) => ({ used_at: eb("used_at", "-", 61 * 60_000) }))
        .execute();
      await retryAnswer(deps(), { conversation, limits });
      await finishAnswer(db, conversation.id, { status: "failed" });
      await expect(retryAnswer(deps(), { conversation, limits })).resolves.toMatchObject({
        status: "pending",
      });
    });

    test.each<[string, readonly Error[], number]>([
      ["nobody was asked for", [new NobodyAnswers()], 0],
      ["was never let through", [new ReaderRateLimited(1_000), new NobodyAnswers()], 0],
      ["was no answer", [new ReplyUnusable("it is empty")], RESERVED_TOKENS],
      [
        "was no answer at first, and then nobody was asked for",
        [new ReplyUnusable("it is empty"), new NobodyAnswers()],
        RESERVED_TOKENS,
      ],
    ])("what a failed answer that %s may have cost is counted", async (_how, errors, tokens) => {
      const { answer } = await start();
      const ledger = createReplyLedger(db);
      for (const [index, error] of errors.entries()) {
        const token = `000${index + 1}`;
        await ledger.claim(answer.id, token);
        if (index === errors.length - 1) await ledger.fail(answer.id, token, error);
        else await ledger.postpone(answer.id, token, error, 0);
      }
      expect(await tokensOf(answer.id)).toBe(tokens);
    });

    test.each([
      ["openai", RESERVED_TOKENS],
      ["builtin", 0],
    ] as const)("an answer of %s whose tokens nobody has counted", async (replier, tokens) => {
      const { answer } = await start();
      const ledger = createReplyLedger(db);
      const token = "0001" as Token;
      await ledger.claim(answer.id, token);
      await ledger.commit(answer.id, token, {
        answer: "It curves.",
        declined: null,
        replier,
        model: null,
        promptVersion: null,
        usage: null,
        cost: null,
      });
      expect(await tokensOf(answer.id)).toBe(tokens);
    });

    test.each([
      ["still waits", "openai", [], 0],
      ["is written by the built-in replier", "builtin", ["claim"], 0],
      ["is written by a model", "openai", ["claim"], RESERVED_TOKENS],
      ["waits again after a provider did not let it through", "openai", ["claim", "held"], 0],
      ["waits again after it was no answer", "openai", ["claim", "unusable"], RESERVED_TOKENS],
      ["waits again because its worker was shut down", "openai", ["claim", "release"], 9_000],
    ] as const)(
      "an answer that is stopped while it %s is counted as what it may have cost",
      async (_when, replier, steps, tokens) => {
        const { conversation, answer } = await start();
        const ledger = createReplyLedger(db, { replier });
        const token = "0001" as Token;
        for (const step of steps) {
          if (step === "claim") await ledger.claim(answer.id, token);
          if (step === "held") {
            await ledger.postpone(answer.id, token, new ReaderRateLimited(1_000), 0);
          }
          if (step === "unusable") {
            await ledger.postpone(answer.id, token, new ReplyUnusable("it is empty"), 0);
          }
          if (step === "release") await ledger.release(answer.id, token);
        }

        await stopAnswer(deps(), conversation);

        expect(await tokensOf(answer.id)).toBe(tokens);
        // Whoever comes too late for a stopped answer changes nothing of it.
        await ledger.claim(answer.id, "0002");
        await ledger.fail(answer.id, token, new NobodyAnswers());
        expect(await tokensOf(answer.id)).toBe(tokens);
      },
    );

    test("what was stopped, tried again and given up by the built-in replier counts for nothing", async () => {
      const { conversation, answer } = await start();
      const ledger = createReplyLedger(db, { replier: "builtin" });
      const retry = () => retryAnswer(deps(), { conversation, limits: plentyOfQuestions });
      await ledger.claim(answer.id, "0001");
      await stopAnswer(deps(), conversation);
      await retry();
      await ledger.claim(answer.id, "0002");
      await ledger.fail(answer.id, "0002", new Error("a fault of ours"));
      await retry();
      await ledger.claim(answer.id, "0003");
      await ledger.failCrashed(answer.id);
      expect(await tokensOf(answer.id)).toBe(0);
    });

    test("a run of a model that was never heard of again counts", async () => {
      const { answer } = await start();
      const ledger = createReplyLedger(db);
      await ledger.claim(answer.id, "0001");
      await ledger.failCrashed(answer.id);
      expect(await tokensOf(answer.id)).toBe(RESERVED_TOKENS);
    });

    test("whoever has used up a day waits for what has cost something, not for what was free", async () => {
      const limits = { ...plentyOfQuestions, answerTokensPerDay: RESERVED_TOKENS };
      const free = await start({ limits });
      await stopAnswer(deps(), free.conversation);
      const twentyHours = 20 * 60 * 60 * 1000;
      await db
        .updateTable("reply_uses")
        .set(({ eb }) => ({ used_at: eb("used_at", "-", twentyHours) }))
        .execute();
      await start({ clientKey: "b", limits });

      const refused = await start({ clientKey: "c", limits }).catch((error: unknown) => error);

      expect(refused).toBeInstanceOf(AnswersUsedUp);
      expect(DomainError.is(refused) && refused.retryAfterMs).toBeGreaterThan(twentyHours);
    });

    test("deleting a conversation gives nothing back", async () => {
      const limits = { ...plentyOfQuestions, questionsPerHour: 1 };
      const { conversation } = await start({ limits });
      await deleteConversation(deps(), conversation);
      await expect(start({ clientKey: "b", limits })).rejects.toThrow(TooManyQuestions);
    });

    test("what is older than a day counts no more, and is deleted after two", async () => {
      const limits = { questionsPerHour: 1, answerTokensPerDay: 1 };
      await start({ limits });
      const day = 24 * 60 * 60 * 1000;
      await db
        .updateTable("reply_uses")
        .set(({ eb }) => ({ used_at: eb("used_at", "-", day + 1) }))
        .execute();
      await expect(start({ clientKey: "b", limits })).resolves.toMatchObject({ isNew: true });
      expect(await deleteOldReplyUses(db)).toBe(0);
      await db
        .updateTable("reply_uses")
        .set(({ eb }) => ({ used_at: eb("used_at", "-", day) }))
        .execute();
      expect(await deleteOldReplyUses(db)).toBe(1);
    });
  });

  describe("reading", () => {
    test("messages come newest page first, in the order of their numbers", async () => {
      const { conversation } = await start();
      for (let n = 2; n <= 13; n++) {
        await finishAnswer(db, conversation.id, { answer: `answer ${n - 1}` });
        await ask(conversation, { clientKey: `k${n}`, content: `question ${n}` });
      }
      // Times say nothing: as if all had come at once, and the last ones first.
      await db.updateTable("replies").set({ created_at: 5 }).execute();

      const newest = await listMessages(deps(), conversation.id, { limit: 10 });
      expect(newest.items.map(({ seq }) => seq)).toEqual([17, 18, 19, 20, 21, 22, 23, 24, 25, 26]);
      expect(newest.items.at(-1)).toMatchObject({ role: "assistant", status: "pending" });

      const older = await listMessages(deps(), conversation.id, { limit: 10, before: 17 });
      expect(older.items.map(({ seq }) => seq)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
      const oldest = await listMessages(deps(), conversation.id, {
        limit: 10,
        before: older.before ?? 0,
      });
      expect(oldest).toMatchObject({ before: null });
      expect(oldest.items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test("a reading's conversations are listed with the last used first", async () => {
      const { conversation } = await start();
      await finishAnswer(db, conversation.id);
      await start({ clientKey: "second", message: "Am I curious?" });
      await db.updateTable("conversations").set({ updated_at: 1 }).execute();
      await ask(conversation);

      const { items, total } = await listConversations(db, analysis.id, { limit: 5, offset: 0 });
      expect(total).toBe(2);
      expect(items).toMatchObject([
        { title: "What does my heart line say?", questions: 2, isPending: true },
        { title: "Am I curious?", questions: 1, isPending: true },
      ]);
    });

    test("a conversation is there for its owner alone", async () => {
      const { conversation } = await start();
      const stranger = await given.user(db);
      await expect(getConversationOf(db, userId, conversation.id)).resolves.toMatchObject({
        id: conversation.id,
      });
      await expect(getConversationOf(db, stranger.id, conversation.id)).rejects.toThrow(
        ConversationNotFound,
      );
    });
  });

  describe("its owner", () => {
    test("gives it another title of one line", async () => {
      const { conversation } = await start();
      await renameConversation(deps(), conversation, "  My \n heart ");
      expect(await getConversationOf(db, userId, conversation.id)).toMatchObject({
        title: "My heart",
      });
      await expect(renameConversation(deps(), conversation, " ")).rejects.toThrow(InvalidInput);
      await expect(renameConversation(deps(), conversation, "x".repeat(81))).rejects.toThrow(
        InvalidInput,
      );
    });

    test("deletes it with everything that was said, also while it is being answered", async () => {
      const { conversation, answer } = await start();
      await deleteConversation(deps(), conversation);

      expect(await countReplies()).toBe(0);
      expect(await db.selectFrom("conversations").select("id").execute()).toEqual([]);
      expect(replyQueue.forgotten).toEqual([answer.id]);
      await expect(ask(conversation)).rejects.toThrow(ConversationNotFound);
    });

    test("deletes it while the next question is asked, and neither waits for the other for ever", async () => {
      for (let round = 0; round < 8; round++) {
        const { conversation } = await start({ clientKey: `round-${round}` });
        await finishAnswer(db, conversation.id);
        const [asked, deleted] = await Promise.allSettled([
          ask(conversation),
          deleteConversation(deps(), conversation),
        ]);
        expect(deleted.status).toBe("fulfilled");
        if (asked.status === "rejected") expect(asked.reason).toBeInstanceOf(ConversationNotFound);
      }
      expect(await countReplies()).toBe(0);
    });

    test("cannot ask about a reading that was deleted meanwhile", async () => {
      await db.deleteFrom("analyses").where("id", "=", analysis.id).execute();
      await expect(start()).rejects.toThrow(AnalysisNotFound);
    });

    test("stops an answer, and keeps what had been shown of it", async () => {
      const { conversation, answer } = await start();
      replyFeed.tell(answer.id, { run: "1", at: 0, text: "Torn by a de" });
      replyFeed.tell(answer.id, { run: "2", at: 0, text: "Your heart line " });
      replyFeed.tell(answer.id, { run: "2", at: 16, text: "curves. " });

      const stopped = await stopAnswer(deps(), conversation);

      expect(stopped).toMatchObject({ status: "cancelled", content: "Your heart line curves." });
      expect(replyQueue.cancelled).toEqual([answer.id]);
      await expect(stopAnswer(deps(), conversation)).rejects.toThrow(NotStoppable);
    });

    test("has a failed or stopped answer tried again, without a second question", async () => {
      const { conversation, answer } = await start();
      const retry = () => retryAnswer(deps(), { conversation, limits: plentyOfQuestions });
      await expect(retry()).rejects.toThrow(AnswerNotRetryable);

      for (const status of ["failed", "cancelled"] as const) {
        await finishAnswer(db, conversation.id, { status });
        expect(await retry()).toMatchObject({ id: answer.id, status: "pending", content: "" });
      }
      await finishAnswer(db, conversation.id);
      await expect(retry()).rejects.toThrow(AnswerNotRetryable);
      expect(await countReplies()).toBe(1);
      expect(replyQueue.rung).toHaveLength(3);
    });

    test("an operator may try a failed answer again as well, but only the newest", async () => {
      const { conversation, answer } = await start();
      await finishAnswer(db, conversation.id, { status: "failed" });
      expect(await findJobRow(db, "replies", answer.id)).toMatchObject({
        status: "failed",
        user: userId,
        userId,
      });
      const before = await tokensOf(answer.id);
      expect(await requeueFailed(db, "replies", answer.id)).toBe(true);
      expect(await tokensOf(answer.id)).toBe(before + RESERVED_TOKENS);
      await finishAnswer(db, conversation.id, { status: "failed" });
      await ask(conversation);
      expect(await requeueFailed(db, "replies", answer.id)).toBe(false);
    });

    test("two taps on Try again are one, and it counts like a question", async () => {
      const { conversation } = await start();
      await finishAnswer(db, conversation.id, { status: "failed" });
      const limits = { ...plentyOfQuestions, answerTokensPerDay: RESERVED_TOKENS };
      await expect(retryAnswer(deps(), { conversation, limits })).rejects.toThrow(AnswersUsedUp);

      const taps = await Promise.allSettled(
        [1, 2].map(() => retryAnswer(deps(), { conversation, limits: plentyOfQuestions })),
      );
      expect(taps.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    });
  });
});
