import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OutgoingMail } from "#core/ports.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { given } from "#tests/support/given.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { findEmailToken } from "../users/email-tokens.repo.ts";
import type { Mail } from "./mail.ts";
import { MailUnavailable } from "./mail-failures.ts";
import { sendMail } from "./send-mail.ts";

const tokenOfLink = (text: string) =>
  /https:\/\/palm\.example\/(?:hi\/)?(?:verify-email|reset-password)\/(\S+)/.exec(text)?.[1] ?? "";

describe.each(databases)("sending mails on $name", ({ open }) => {
  let database: TestDatabase;
  let sent: OutgoingMail[];

  beforeEach(async () => {
    database = await open();
    sent = [];
  });

  afterEach(() => database[Symbol.asyncDispose]());

  async function send(mail: Omit<Mail, "id" | "language"> & { language?: Mail["language"] }) {
    await sendMail(
      {
        db: database.db,
        mailer: {
          async send(outgoing) {
            sent.push(outgoing);
          },
        },
        appOrigin: new URL("https://palm.example"),
        log: silentLog,
      },
      { id: "mail-1", language: "en", ...mail },
      { signal: new AbortController().signal },
    );
    return sent.at(-1);
  }

  test.each(["verify_email", "reset_password", "already_registered", "password_changed"] as const)(
    "nobody is written to at an address without an account: %s",
    async (kind) => {
      await send({ kind, address: "nobody@example.org" });
      expect(sent).toEqual([]);
      expect(await database.db.selectFrom("email_tokens").selectAll().execute()).toEqual([]);
    },
  );

  test("a new user's link is known as one that confirms the address, and is kept as a hash", async () => {
    const { id, email } = await given.user(database.db, { isVerified: false });
    const mail = await send({ kind: "verify_email", address: email });
    expect(mail?.to).toBe(email);
    const token = tokenOfLink(mail?.text ?? "");
    expect(mail?.text).toContain(`https://palm.example/verify-email/${token}\n`);
    expect(await findEmailToken(database.db, token)).toEqual({
      userId: id,
      purpose: "verify_email",
    });
    const kept = await database.db.selectFrom("email_tokens").selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test("an address that is confirmed meanwhile needs no mail", async () => {
    const { email } = await given.user(database.db);
    await send({ kind: "verify_email", address: email });
    expect(sent).toEqual([]);
  });

  test("whoever has confirmed the address gets a link that resets the password", async () => {
    const { id, email } = await given.user(database.db);
    const mail = await send({ kind: "reset_password", address: email });
    expect(mail?.subject).toBe("Set a new password");
    expect(mail?.text).toContain("https://palm.example/reset-password/");
    expect(await findEmailToken(database.db, tokenOfLink(mail?.text ?? ""))).toEqual({
      userId: id,
      purpose: "reset_password",
    });
  });

  test("an account that was never confirmed can be removed, but not entered", async () => {
    const { id, email } = await given.user(database.db, { isVerified: false });
    const mail = await send({ kind: "reset_password", address: email });
    expect(mail?.subject).toBe("The account with your address was never confirmed");
    expect(mail?.text).toContain("https://palm.example/reset-password/");
    expect(await findEmailToken(database.db, tokenOfLink(mail?.text ?? ""))).toEqual({
      userId: id,
      purpose: "release_address",
    });
  });

  test("a second mail makes the first one's link stop working", async () => {
    const { id, email } = await given.user(database.db);
    const first = await send({ kind: "reset_password", address: email });
    const second = await send({ kind: "reset_password", address: email });
    expect(await findEmailToken(database.db, tokenOfLink(first?.text ?? ""))).toBeUndefined();
    expect((await findEmailToken(database.db, tokenOfLink(second?.text ?? "")))?.userId).toBe(id);
  });

  test("a Hindi mail leads to Hindi pages", async () => {
    const { email } = await given.user(database.db);
    const reset = await send({ kind: "reset_password", address: email, language: "hi" });
    expect(reset?.subject).toBe("नया पासवर्ड रखिए");
    expect(reset?.text).toContain("https://palm.example/hi/reset-password/");
    const already = await send({ kind: "already_registered", address: email, language: "hi" });
    expect(already?.text).toContain("https://palm.example/hi/login\n");
    expect(already?.text).toContain("https://palm.example/hi/forgot-password\n");
  });

  test("a changed password is told, with the way back, and makes no link that opens anything", async () => {
    const { email } = await given.user(database.db);
    const mail = await send({ kind: "password_changed", address: email });
    expect(mail?.text).toContain("https://palm.example/forgot-password\n");
    expect(await database.db.selectFrom("email_tokens").selectAll().execute()).toEqual([]);
  });

  test("a run that is over leaves the newer run's link alone, and failures are passed on", async () => {
    const { id, email } = await given.user(database.db);
    const newer = await send({ kind: "reset_password", address: email });
    const away = new MailUnavailable("no answer");
    const deps = {
      db: database.db,
      mailer: { send: () => Promise.reject(away) },
      appOrigin: new URL("https://palm.example"),
      log: silentLog,
    };
    const mail: Mail = { id: "mail-1", kind: "reset_password", address: email, language: "en" };

    const over = AbortSignal.abort(new Error("lost"));
    await expect(sendMail(deps, mail, { signal: over })).rejects.toThrow("lost");
    expect((await findEmailToken(database.db, tokenOfLink(newer?.text ?? "")))?.userId).toBe(id);

    const { signal } = new AbortController();
    await expect(sendMail(deps, mail, { signal })).rejects.toBe(away);
  });
});
