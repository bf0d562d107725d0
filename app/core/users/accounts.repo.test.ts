import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { createRedisSessionStore } from "#platform/sessions/redis-session-store.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePasswords, fakeCommonPasswords } from "#tests/support/fake-passwords.ts";
import { createFakePhotoQueue } from "#tests/support/fake-photo-queue.ts";
import { createFakeReplyQueue } from "#tests/support/fake-replies.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { createFakeQueue } from "#tests/support/fake-queue.ts";
import { givenConversation } from "#tests/support/given-conversation.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { given } from "#tests/support/given.ts";
import { markAsStored } from "#tests/support/mark-as-stored.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { findAnalysisOf } from "../analyses/analyses.repo.ts";
import { createPaidCalls } from "../analyses/paid-calls.repo.ts";
import { submitAnalysis } from "../analyses/submit-analysis.ts";
import type { Origin } from "../audit/audit-action.ts";
import { listAudit, recordAudit } from "../audit/audit.repo.ts";
import { type Db, nowMs } from "../database.ts";
import { DomainError } from "../errors.ts";
import { sendMail } from "../mail/send-mail.ts";
import { listPhotos } from "../photos/photos.repo.ts";
import {
  API_TOKEN_PREFIX,
  createApiToken,
  findUserByApiToken,
  listApiTokens,
  MOST_API_TOKENS,
} from "./api-tokens.repo.ts";
import { changePassword } from "./change-password.ts";
import { deleteAccount } from "./delete-account.ts";
import { createEmailToken, findEmailToken } from "./email-tokens.repo.ts";
import { logIn } from "./log-in.ts";
import { makeApiToken, revokeApiToken } from "./make-api-token.ts";
import { registerUser } from "./register-user.ts";
import { requestPasswordReset, resetPassword } from "./reset-password.ts";
import { EmailTaken, LinkExpired, type User, WrongCredentials, WrongPassword } from "./user.ts";
import { findCredentials, findUser, updateEmailVerified, updateRole } from "./users.repo.ts";
import { getVerifyLink, verifyEmail } from "./verify-email.ts";

const from: Origin = { device: "Chrome, Android", place: "203.0.113.x" };
const email = "asha@example.org";
const password = "a long enough phrase";

describe.each(databases)("accounts on $name", ({ open }) => {
  let database: TestDatabase;
  let db: Db;
  let rung: string[];
  let deps: ReturnType<typeof createDeps>;
  let mayWrite: boolean;

  beforeEach(async () => {
    mayWrite = true;
    database = await open();
    db = database.db;
    rung = [];
    deps = createDeps();
  });

  afterEach(() => database[Symbol.asyncDispose]());

  function createDeps() {
    return {
      db,
      passwords: createFakePasswords(),
      commonPasswords: fakeCommonPasswords,
      mailQueue: {
        async ring(id: string) {
          rung.push(id);
        },
      },
      mayWriteTo: async () => mayWrite,
      log: silentLog,
    };
  }

  const register = (input: Partial<Parameters<typeof registerUser>[1]> = {}) =>
    registerUser(deps, { email, password, language: "en", guestId: undefined, from, ...input });

  /** An account made the way people make one, with its address confirmed. */
  async function givenAccount(address = email): Promise<User> {
    const { userId } = await register({ email: address });
    await updateEmailVerified(db, userId);
    const user = await getUser(userId);
    await db.deleteFrom("mails").where("address", "=", address).execute();
    rung.length = 0;
    return user;
  }

  const listMails = () =>
    db
      .selectFrom("mails")
      .select(["id", "kind", "address", "language", "status"])
      .orderBy("id")
      .execute();

  const listActions = async (userId: string) =>
    (await listAudit(db, userId, 50)).map(({ action }) => action).reverse();

  const countUsers = async () => (await db.selectFrom("users").select("id").execute()).length;

  /** No password is hashed before a second one is to be: both requests have looked, and neither has written. */
  function letBothLookFirst() {
    const { hash } = deps.passwords;
    const both = Promise.withResolvers<undefined>();
    let asked = 0;
    deps.passwords.hash = async (typed) => {
      if ((asked += 1) === 2) both.resolve(undefined);
      await both.promise;
      return hash(typed);
    };
  }

  describe("registering", () => {
    test("makes an account, keeps no password, and asks to confirm the address", async () => {
      const { userId, isNew } = await register({ language: "hi" });

      expect(isNew).toBe(true);
      expect(await findUser(db, userId)).toMatchObject({
        email,
        role: "user",
        language: "hi",
        isVerified: false,
      });
      expect(JSON.stringify(await db.selectFrom("users").selectAll().execute())).not.toContain(
        password,
      );
      const mails = await listMails();
      expect(mails).toMatchObject([
        { kind: "verify_email", address: email, language: "hi", status: "queued" },
      ]);
      expect(rung).toEqual(mails.map(({ id }) => id));
      expect(await listAudit(db, userId, 10)).toMatchObject([
        { action: "registered", device: "Chrome, Android", place: "203.0.113.x", isOwn: true },
      ]);
    });

    test.each([
      ["Asha@Example.ORG", "asha@example.org"],
      ["  asha@example.org ", "asha@example.org"],
    ])("%j is the same address as %j", async (typed, stored) => {
      const { userId } = await register({ email: typed });

      expect(await findUser(db, userId)).toMatchObject({ email: stored });
      expect(await register({ email: stored })).toMatchObject({ userId, isNew: false });
      expect(await countUsers()).toBe(1);
    });

    test("the owner of an address that others try is not written to without end", async () => {
      await register();
      const before = await listMails();
      mayWrite = false;

      await expect(register({ password: "another long phrase" })).rejects.toThrow(EmailTaken);
      expect(await listMails()).toEqual(before);
    });

    test("an address of one's own, with its password, is a log-in", async () => {
      const { userId } = await register();
      const guest = { kind: "guest", id: await given.guest(db) } as const;
      const reading = await given.analysis(db, { owner: guest });

      const again = await register({ guestId: guest.id });

      expect(again).toMatchObject({ userId, isNew: false });
      expect(await findAnalysisOf(db, { kind: "user", id: userId }, reading.id)).toBeDefined();
      expect(await listActions(userId)).toEqual(["registered", "logged_in", "readings_claimed"]);
      expect((await listMails()).map(({ kind }) => kind)).toEqual(["verify_email"]);
    });

    test("somebody else's address is refused, its owner is told, and nothing of either is touched", async () => {
      const { userId } = await register({ language: "hi" });
      const before = await db.selectFrom("users").selectAll().execute();
      const guest = { kind: "guest", id: await given.guest(db) } as const;
      const reading = await given.analysis(db, { owner: guest });

      const attempt = register({ password: "somebody else's phrase", guestId: guest.id });

      await expect(attempt).rejects.toThrow(EmailTaken);
      await expect(attempt).rejects.toMatchObject({ fields: { email: [{}] } });
      const mails = await listMails();
      // In the language that the owner has chosen, not in the stranger's.
      expect(mails[1]).toMatchObject({
        kind: "already_registered",
        address: email,
        language: "hi",
      });
      expect(rung).toEqual(mails.map(({ id }) => id));
      expect(await db.selectFrom("users").selectAll().execute()).toEqual(before);
      expect(await findAnalysisOf(db, guest, reading.id)).toBeDefined();
      expect(await listActions(userId)).toEqual(["registered"]);
    });

    test.each([
      ["seven77", "input.password_short"],
      // Seven characters, whatever they weigh.
      ["नमस्ते1", "input.password_short"],
      ["🙂🙂🙂🙂🙂🙂🙂", "input.password_short"],
      ["iloveyou123", "input.password_common"],
      ["ILoveYou123", "input.password_common"],
      ["asha.kumari@example.org", "input.password_email"],
      ["Asha.Kumari", "input.password_email"],
      ["x".repeat(1_001), "input.too_long"],
    ])("the password %j is refused by name: %s", async (weak, code) => {
      const attempt = register({ email: "asha.kumari@example.org", password: weak });

      await expect(attempt).rejects.toMatchObject({
        kind: "invalid",
        fields: { password: [{ code }] },
      });
      expect(await countUsers()).toBe(0);
      expect(await listMails()).toEqual([]);
    });

    test.each(["hasta rekha", "अच्छा पासवर्ड", "12345678x", "🙂🙂🙂🙂🙂🙂🙂🙂"])(
      "the password %j is long enough, and no rule about its characters stands in the way",
      async (good) => {
        await expect(register({ password: good })).resolves.toMatchObject({ isNew: true });
      },
    );

    test.each(["", "asha", "asha@", "@example.org", "a@b@c.org", `${"a".repeat(250)}@x.org`])(
      "%j is no address",
      async (typed) => {
        await expect(register({ email: typed })).rejects.toMatchObject({
          fields: { email: [{ code: "input.email" }] },
        });
        expect(await countUsers()).toBe(0);
      },
    );

    test("the guest's readings come along", async () => {
      const guest = { kind: "guest", id: await given.guest(db) } as const;
      const reading = await given.analysis(db, { owner: guest });

      const { userId } = await register({ guestId: guest.id });

      expect(await findAnalysisOf(db, { kind: "user", id: userId }, reading.id)).toBeDefined();
      expect(await findAnalysisOf(db, guest, reading.id)).toBeUndefined();
      expect(await listActions(userId)).toEqual(["registered", "readings_claimed"]);
    });

    test("a queue that is away loses neither the account nor its mail", async () => {
      deps.mailQueue.ring = () => Promise.reject(new Error("away"));

      await expect(register()).resolves.toMatchObject({ isNew: true });
      expect(await listMails()).toMatchObject([{ kind: "verify_email", status: "queued" }]);
    });

    test("a double tap makes one account and both taps are in it", async () => {
      letBothLookFirst();

      const [first, second] = await Promise.all([register(), register()]);

      expect(second.userId).toBe(first.userId);
      expect([first.isNew, second.isNew].sort()).toEqual([false, true]);
      expect(await countUsers()).toBe(1);
      expect((await listMails()).map(({ kind }) => kind)).toEqual(["verify_email"]);
    });

    test("of two people who register one address at once, one gets it", async () => {
      letBothLookFirst();

      const outcomes = await Promise.allSettled([
        register(),
        register({ password: "somebody else's phrase" }),
      ]);

      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      expect(refused?.reason).toBeInstanceOf(EmailTaken);
      expect(await countUsers()).toBe(1);
    });
  });

  describe("logging in", () => {
    const enter = (input: Partial<Parameters<typeof logIn>[1]> = {}) =>
      logIn(deps, { email, password, guestId: undefined, from, ...input });
    const failureOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => undefined,
        (error: unknown) => error,
      );

    /** Everything of an error that anybody gets to see. */
    const toldBy = (error: unknown) => {
      if (!DomainError.is(error)) throw error;
      const { kind, code, message, params, fields, retryAfterMs } = error;
      return { kind, code, message, params, fields, retryAfterMs };
    };

    test("takes the address in any case, and moves the guest's readings in", async () => {
      const { userId } = await register();
      const guest = { kind: "guest", id: await given.guest(db) } as const;
      const reading = await given.analysis(db, { owner: guest });

      expect(await enter({ email: "ASHA@example.org", guestId: guest.id })).toMatchObject({
        userId,
      });

      expect(await findAnalysisOf(db, { kind: "user", id: userId }, reading.id)).toBeDefined();
      expect(await listActions(userId)).toEqual(["registered", "logged_in", "readings_claimed"]);
    });

    test("an address that nobody has and a wrong password look alike and take the same work", async () => {
      const { userId } = await register();
      const stored = await findCredentials(db, email);

      const unknown = await failureOf(enter({ email: "nobody@example.org" }));
      const wrong = await failureOf(enter({ password: "not this one" }));

      expect(unknown).toBeInstanceOf(WrongCredentials);
      expect(toldBy(wrong)).toEqual(toldBy(unknown));
      expect(deps.passwords.compared).toEqual([undefined, stored?.passwordHash]);
      expect(await findUser(db, userId)).toBeDefined();
    });

    test("a failed log-in is written down for the account's owner, as not theirs", async () => {
      const { userId } = await register();
      const guest = { kind: "guest", id: await given.guest(db) } as const;
      const reading = await given.analysis(db, { owner: guest });

      await failureOf(enter({ password: "not this one", guestId: guest.id }));
      await failureOf(enter({ email: "nobody@example.org" }));

      const [newest, ...older] = await listAudit(db, userId, 10);
      expect(newest).toMatchObject({
        action: "login_failed",
        isOwn: false,
        device: "Chrome, Android",
      });
      expect(older.map(({ action }) => action)).toEqual(["registered"]);
      expect(await db.selectFrom("audit_entries").select("id").execute()).toHaveLength(2);
      expect(await findAnalysisOf(db, guest, reading.id)).toBeDefined();
    });
  });

  describe("changing the password", () => {
    const next = "quite another phrase";

    test("whoever knows the old one sets a new one, and the owner is told", async () => {
      const user = await givenAccount();

      await changePassword(deps, user, { current: password, next, from });

      const entry = { email, guestId: undefined, from };
      await expect(logIn(deps, { ...entry, password: next })).resolves.toMatchObject({
        userId: user.id,
      });
      await expect(logIn(deps, { ...entry, password })).rejects.toThrow(WrongCredentials);
      const mails = await listMails();
      expect(mails).toMatchObject([{ kind: "password_changed", address: email }]);
      expect(rung).toEqual(mails.map(({ id }) => id));
      expect(await listActions(user.id)).toContain("password_changed");
    });

    test.each([
      ["a wrong current password", { current: "not this one", next }, "current_password"],
      ["a weak new one", { current: password, next: "iloveyou123" }, "new_password"],
      ["the address as the new one", { current: password, next: email }, "new_password"],
    ])("%s is refused at its field, and nothing changes", async (_what, words, field) => {
      const user = await givenAccount();
      const before = await findCredentials(db, email);

      await expect(changePassword(deps, user, { ...words, from })).rejects.toMatchObject({
        kind: "invalid",
        fields: { [field]: [{}] },
      });
      expect(await findCredentials(db, email)).toEqual(before);
      expect(await listMails()).toEqual([]);
    });

    test("of two changes at once from one old password, one wins", async () => {
      const user = await givenAccount();
      letBothLookFirst();

      const outcomes = await Promise.allSettled([
        changePassword(deps, user, { current: password, next, from }),
        changePassword(deps, user, { current: password, next: "a third phrase", from }),
      ]);

      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      expect(refused?.reason).toBeInstanceOf(WrongPassword);
      expect(await listMails()).toHaveLength(1);
    });
  });

  describe("resetting the password", () => {
    const next = "quite another phrase";
    const reset = (token: string, words = next) =>
      resetPassword(deps, { token, password: words, from });
    const entry = { email, guestId: undefined, from };

    test("asking writes the same row whether the address has an account or not", async () => {
      await givenAccount();

      await requestPasswordReset(deps, { email: "ASHA@example.org", language: "hi" });
      await requestPasswordReset(deps, { email: "nobody@example.org", language: "hi" });

      const rows = await db.selectFrom("mails").selectAll().orderBy("id").execute();
      expect(rows).toHaveLength(2);
      const [known, unknown] = rows.map(
        ({ id: _id, address: _address, created_at: _made, updated_at: _changed, ...row }) => row,
      );
      expect(known).toEqual(unknown);
      expect(known).toMatchObject({ kind: "reset_password", language: "hi", status: "queued" });
      expect(rows.map(({ address }) => address)).toEqual([email, "nobody@example.org"]);
      expect(rung).toEqual(rows.map(({ id }) => id));
      expect(await db.selectFrom("email_tokens").selectAll().execute()).toEqual([]);
    });

    test("a link sets the password once, and takes every API token with it", async () => {
      const user = await givenAccount();
      const { token: ofProgram } = await createApiToken(db, user.id, "a program");
      const other = await given.user(db);
      const { token: ofOther } = await createApiToken(db, other.id, "theirs");
      const token = await createEmailToken(db, user.id, "reset_password");
      const early = await createEmailToken(db, user.id, "verify_email");

      expect(await reset(token)).toMatchObject({ userId: user.id });

      await expect(logIn(deps, { ...entry, password: next })).resolves.toMatchObject({
        userId: user.id,
      });
      await expect(logIn(deps, { ...entry, password })).rejects.toThrow(WrongCredentials);
      expect(await findUserByApiToken(db, ofProgram)).toBeUndefined();
      expect(await findUserByApiToken(db, ofOther)).toMatchObject({ id: other.id });
      expect(await findEmailToken(db, early)).toBeUndefined();
      await expect(reset(token, "a third phrase")).rejects.toThrow(LinkExpired);
      expect((await listMails()).map(({ kind }) => kind)).toEqual(["password_changed"]);
      expect(await listActions(user.id)).toContain("password_reset");
    });

    test("of two uses of one link at once, one sets the password", async () => {
      const user = await givenAccount();
      const token = await createEmailToken(db, user.id, "reset_password");
      const words = ["the first phrase", "the second phrase"];
      letBothLookFirst();

      const outcomes = await Promise.allSettled(words.map((phrase) => reset(token, phrase)));

      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      expect(refused?.reason).toBeInstanceOf(LinkExpired);
      const winner = words[outcomes.findIndex(({ status }) => status === "fulfilled")] ?? "";
      await expect(logIn(deps, { ...entry, password: winner })).resolves.toBeDefined();
    });

    test("a weak password does not use the link up", async () => {
      const user = await givenAccount();
      const token = await createEmailToken(db, user.id, "reset_password");

      await expect(reset(token, "iloveyou123")).rejects.toMatchObject({
        fields: { new_password: [{ code: "input.password_common" }] },
      });
      await expect(reset(token)).resolves.toMatchObject({ userId: user.id });
    });

    test("a link that is too old is refused", async () => {
      const user = await givenAccount();
      const token = await createEmailToken(db, user.id, "reset_password");
      const moveExpiry = (ms: number) =>
        db
          .updateTable("email_tokens")
          .set(({ eb }) => ({ expires_at: eb(nowMs, "+", ms) }))
          .execute();

      await moveExpiry(-1);
      await expect(reset(token)).rejects.toThrow(LinkExpired);
      await expect(logIn(deps, { ...entry, password })).resolves.toBeDefined();
      await moveExpiry(60_000);
      await expect(reset(token)).resolves.toMatchObject({ userId: user.id });
    });

    test.each(["verify_email", "release_address"] as const)(
      "a link of another kind sets no password: %s",
      async (purpose) => {
        const user = await givenAccount();
        const token = await createEmailToken(db, user.id, purpose);

        await expect(reset(token)).rejects.toThrow(LinkExpired);
        await expect(logIn(deps, { ...entry, password })).resolves.toBeDefined();
        expect(await findEmailToken(db, token)).toMatchObject({ purpose });
      },
    );

    test("whoever reads the mail of an address that was never confirmed cannot take the account over", async () => {
      const { userId } = await register();
      let text = "";
      await requestPasswordReset(deps, { email, language: "en" });
      const mail = (await listMails()).find(({ kind }) => kind === "reset_password");
      await sendMail(
        {
          db,
          mailer: {
            async send(outgoing) {
              text = outgoing.text;
            },
          },
          appOrigin: new URL("https://palm.example"),
          log: silentLog,
        },
        mail ?? { id: "", kind: "reset_password", address: "", language: "en" },
        { signal: new AbortController().signal },
      );
      const token = /reset-password\/(\S+)/.exec(text)?.[1] ?? "";
      expect(await findEmailToken(db, token)).toEqual({ userId, purpose: "release_address" });

      await expect(reset(token)).rejects.toThrow(LinkExpired);
      await expect(logIn(deps, { ...entry, password })).resolves.toMatchObject({ userId });
    });
  });

  describe("confirming the address", () => {
    test("its owner, logged in, confirms it once", async () => {
      const { userId } = await register();
      const user = await getUser(userId);
      const token = await createEmailToken(db, userId, "verify_email");

      expect(await getVerifyLink(db, token)).toEqual({ userId });
      await verifyEmail(db, user, { token, from });

      expect(await findUser(db, userId)).toMatchObject({ isVerified: true });
      expect(await listActions(userId)).toContain("email_verified");
      await expect(verifyEmail(db, user, { token, from })).rejects.toThrow(LinkExpired);
    });

    test("somebody else who has the link confirms nothing, and it still works for its owner", async () => {
      const { userId } = await register();
      const stranger = await given.user(db, { isVerified: false });
      const token = await createEmailToken(db, userId, "verify_email");

      await expect(verifyEmail(db, stranger, { token, from })).rejects.toThrow(LinkExpired);

      expect(await findUser(db, userId)).toMatchObject({ isVerified: false });
      expect(await findUser(db, stranger.id)).toMatchObject({ isVerified: false });
      await verifyEmail(db, await getUser(userId), { token, from });
      expect(await findUser(db, userId)).toMatchObject({ isVerified: true });
    });

    test("a link that resets the password confirms nothing", async () => {
      const { userId } = await register();
      const token = await createEmailToken(db, userId, "reset_password");

      await expect(getVerifyLink(db, token)).rejects.toThrow(LinkExpired);
      await expect(verifyEmail(db, await getUser(userId), { token, from })).rejects.toThrow(
        LinkExpired,
      );
      expect(await findUser(db, userId)).toMatchObject({ isVerified: false });
    });
  });

  describe("API tokens", () => {
    test("a token is told once and kept as a hash", async () => {
      const user = await givenAccount();

      const { id, token } = await makeApiToken(db, { userId: user.id, name: "backup", from });

      expect(token).toMatch(/^hr_[\w-]{32}$/);
      expect(await findUserByApiToken(db, token)).toMatchObject({ id: user.id });
      const [listed] = await listApiTokens(db, user.id);
      expect(listed).toMatchObject({ id, name: "backup", ending: token.slice(-4) });
      const secret = token.slice(API_TOKEN_PREFIX.length);
      expect(JSON.stringify(await dump(db))).not.toContain(secret);
      expect(await listActions(user.id)).toContain("token_created");
    });

    test.each(["", "hr_", "hr_unknown-unknown-unknown-unknown", "unknown"])(
      "%j is nobody's",
      async (token) => {
        const user = await givenAccount();
        await createApiToken(db, user.id, "backup");
        expect(await findUserByApiToken(db, token)).toBeUndefined();
      },
    );

    test("its last use is written down, at most once a minute", async () => {
      const user = await givenAccount();
      const { token } = await createApiToken(db, user.id, "backup");
      const lastUsed = async () => (await listApiTokens(db, user.id))[0]?.lastUsedAt?.getTime();
      const setLastUsed = (ms: number) =>
        db
          .updateTable("api_tokens")
          .set(({ eb }) => ({ last_used_at: eb(nowMs, "-", ms) }))
          .execute();

      expect(await lastUsed()).toBeUndefined();
      await findUserByApiToken(db, token);
      expect(await lastUsed()).toBeGreaterThan(0);

      await setLastUsed(30_000);
      const recently = await lastUsed();
      await findUserByApiToken(db, token);
      expect(await lastUsed()).toBe(recently);

      await setLastUsed(90_000);
      const before = await lastUsed();
      await findUserByApiToken(db, token);
      expect(await lastUsed()).toBeGreaterThan((before ?? 0) + 60_000);
    });

    test("a revoked token opens nothing, and only its owner can revoke it", async () => {
      const user = await givenAccount();
      const other = await given.user(db);
      const { id, token } = await makeApiToken(db, { userId: user.id, name: "backup", from });

      expect(await revokeApiToken(db, { userId: other.id, id, from })).toBe(false);
      expect(await findUserByApiToken(db, token)).toMatchObject({ id: user.id });
      expect(await listActions(other.id)).toEqual([]);

      expect(await revokeApiToken(db, { userId: user.id, id, from })).toBe(true);
      expect(await findUserByApiToken(db, token)).toBeUndefined();
      expect(await listActions(user.id)).toContain("token_revoked");
      expect(await revokeApiToken(db, { userId: user.id, id, from })).toBe(false);
    });

    test(`nobody has more than ${MOST_API_TOKENS}`, async () => {
      const user = await givenAccount();
      const make = () => makeApiToken(db, { userId: user.id, name: "one more", from });
      for (let made = 0; made < MOST_API_TOKENS; made += 1) await make();

      await expect(make()).rejects.toMatchObject({
        code: "user.too_many_tokens",
        fields: { name: [{ params: { max: MOST_API_TOKENS } }] },
      });
      expect(await listApiTokens(db, user.id)).toHaveLength(MOST_API_TOKENS);
    });
  });

  describe("deleting an account", () => {
    function openSessions() {
      const redis = new Redis(inject("redisUrl"));
      onTestFinished(() => redis.disconnect());
      return createRedisSessionStore(redis, { lifeSeconds: 60 });
    }

    /** A user who has left a trace in every table that can hold one. */
    async function givenBusyUser(address: string) {
      const user = await givenAccount(address);
      const photoStore = createFakePhotoStore();
      const analysisQueue = createFakeQueue();
      const sessions = openSessions();
      const all = {
        ...deps,
        photoStore,
        analysisQueue,
        photoQueue: createFakePhotoQueue(),
        replyQueue: createFakeReplyQueue(),
        sessions,
      };
      const limits = {
        guestAnalysesPerDay: 10,
        networkAnalysesPerDay: 10,
        userAnalysesPerDay: 10,
        userStorageBytes: 1e9,
      };
      const submit = async (sender: Parameters<typeof submitAnalysis>[1]["sender"]) => {
        const photo = given.arrivedPhoto();
        await photoStore.write(photo.incomingKey, new Uint8Array(1));
        return submitAnalysis(all, {
          sender,
          limits,
          network: "a network",
          photos: [photo],
          writingHand: null,
          language: "en",
          label: null,
          repeat: null,
        });
      };
      const waiting = await submit({ kind: "user", id: user.id, isVerified: true });
      const guestToken = randomUUID();
      const claimed = await submit({ kind: "guest", token: guestToken });
      await logIn(deps, {
        email: address,
        password,
        guestId: await given.guest(db, guestToken),
        from,
      });
      const [photo] = await listPhotos(db, claimed.id);
      const key = `guest/${claimed.id}/${photo?.id ?? ""}.jpg`;
      const stored = { key, thumbnailKey: `${key}.thumb`, width: 1, height: 1, bytes: 1 };
      for (const file of [key, stored.thumbnailKey])
        await photoStore.write(file, new Uint8Array(1));
      await photoStore.delete(photo?.incomingKey ?? "");
      await markAsStored(db, photo?.id ?? "", { ...stored, sha256: randomUUID() });
      await createPaidCalls(db, claimed.id).once("read:1", async () => ({
        response: "{}",
        model: "m",
        usage: null,
      }));
      const { report } = sampleAnswer({ language: "en", slots: ["left"] });
      await givenConversation(db, {
        analysis: {
          ...claimed,
          owner: { kind: "user", id: user.id },
          reading: { ...given.reading({ report }), reader: "openai" },
        },
      });
      await createApiToken(db, user.id, "backup");
      await createEmailToken(db, user.id, "reset_password");
      await requestPasswordReset(deps, { email: address, language: "en" });
      const now = Date.now();
      await sessions.create({
        userId: user.id,
        credential: "of a password",
        createdAt: now,
        lastSeenAt: now,
        device: "x",
        place: "x",
      });
      return { user, deps: all, names: [user.id, address, waiting.id, claimed.id] };
    }

    /** The tables in which a row names one of these. */
    async function findTablesThatName(names: readonly string[]) {
      const tables = await dump(db);
      return Object.entries(tables)
        .filter(([, rows]) => names.some((name) => JSON.stringify(rows).includes(name)))
        .map(([table]) => table)
        .sort();
    }

    test("leaves no row in any table that names the user or a reading of theirs, no file and no session", async () => {
      const admin = await given.user(db);
      const { user, deps: all, names } = await givenBusyUser(email);
      // What others have done to the user, and the user to others.
      await updateRole(db, user.id, "admin");
      await recordAudit(db, { userId: user.id, actorId: admin.id, action: "role_changed", from });
      await recordAudit(db, { userId: admin.id, actorId: user.id, action: "role_changed", from });
      expect(await findTablesThatName(names)).toEqual([
        "analyses",
        "api_tokens",
        "audit_entries",
        "conversations",
        "email_tokens",
        "mails",
        "photos",
        "provider_calls",
        "quota_subjects",
        "quota_uses",
        "reply_uses",
        "users",
      ]);
      const replies = await db
        .selectFrom("replies")
        .innerJoin("conversations", "conversations.id", "replies.conversation_id")
        .select("replies.id")
        .where("conversations.user_id", "=", user.id)
        .execute();

      await deleteAccount(all, user);

      expect(all.replyQueue.forgotten).toEqual([...replies.map(({ id }) => id), user.id]);
      expect(await findTablesThatName(replies.map(({ id }) => id))).toEqual([]);
      expect(await findTablesThatName(names)).toEqual([]);
      expect(all.photoStore.files.size).toBe(0);
      expect(await all.sessions.listOf(user.id)).toEqual([]);
      expect([...all.analysisQueue.forgotten].sort()).toEqual([...names.slice(2), user.id].sort());
      // What an admin's own list says of them stays, without saying who it was.
      expect(await listAudit(db, admin.id, 10)).toMatchObject([
        { action: "role_changed", isOwn: false },
      ]);
    });

    test("does not touch anybody else", async () => {
      const other = await givenBusyUser("other@example.org");
      const tables = await findTablesThatName(other.names);
      const before = await dump(db);
      const { user, deps: all } = await givenBusyUser(email);

      await deleteAccount(all, user);

      expect(await findTablesThatName(other.names)).toEqual(tables);
      expect((await dump(db))["users"]).toEqual(before["users"]);
      expect((await dump(db))["photos"]).toEqual(before["photos"]);
      expect(await other.deps.sessions.listOf(other.user.id)).toHaveLength(1);
      expect(other.deps.photoStore.files.size).toBe(3);
    });

    test("works while the queue is away, and a second time", async () => {
      const { user, deps: all, names } = await givenBusyUser(email);
      all.analysisQueue.isAway = true;

      await deleteAccount(all, user);
      await deleteAccount(all, user);

      expect(await findTablesThatName(names)).toEqual([]);
    });

    test("an address that has been freed can be registered again, as somebody new", async () => {
      const { user, deps: all } = await givenBusyUser(email);
      await deleteAccount(all, user);

      const { userId, isNew } = await register();

      expect(isNew).toBe(true);
      expect(userId).not.toBe(user.id);
    });
  });

  async function getUser(id: string): Promise<User> {
    const user = await findUser(db, id);
    if (!user) throw new Error("there is no such user");
    return user;
  }
});

/** Every row of every table, whatever tables there are. */
async function dump(db: Db): Promise<Record<string, readonly unknown[]>> {
  const tables = await db.introspection.getTables();
  const contents = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
      return [name, rows] as const;
    }),
  );
  return Object.fromEntries(contents);
}
