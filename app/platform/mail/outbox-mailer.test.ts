import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Log, OutgoingMail } from "#core/ports.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { createOutboxMailer } from "./outbox-mailer.ts";
import { readOutbox } from "./read-outbox.ts";

const { signal } = new AbortController();

const mail: OutgoingMail = {
  to: "asha@example.org",
  subject: "नया पासवर्ड रखिए",
  text: "https://palm.example/reset-password/t",
  html: "<p>नमस्ते</p>",
};

async function given(log: Log | null = null) {
  const root = await mkdtemp(join(tmpdir(), "hastarekha-outbox-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = join(root, "mail");
  return { folder, mailer: createOutboxMailer({ folder, log }) };
}

describe("keeping mails instead of sending them", () => {
  test("a mail is there word for word, for this user alone, and nothing else is left", async () => {
    const { folder, mailer } = await given();
    await mailer.send(mail, { signal });
    const [kept] = await readOutbox(folder);
    expect(kept).toMatchObject(mail);
    expect(Math.abs(Date.now() - Date.parse(kept?.sentAt ?? ""))).toBeLessThan(60_000);
    const [name = ""] = await readdir(folder);
    expect(await readdir(folder)).toHaveLength(1);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test("the newest fifty are kept, newest first, and other files are left alone", async () => {
    const { folder, mailer } = await given();
    await mailer.send(mail, { signal });
    await writeFile(join(folder, "notes.txt"), "not a mail");
    for (let number = 1; number <= 52; number += 1) {
      await mailer.send({ ...mail, subject: `${number}` }, { signal });
    }
    const subjects = (await readOutbox(folder)).map(({ subject }) => subject);
    expect(subjects).toEqual(Array.from({ length: 50 }, (_, index) => `${52 - index}`));
    expect(await readdir(folder)).toContain("notes.txt");
  });

  test("an outbox that was never written to is empty", async () => {
    const { folder } = await given();
    expect(await readOutbox(folder)).toEqual([]);
  });

  test("a mail is shown in the log that is given, in one line and without its HTML", async () => {
    const lines: object[] = [];
    const { mailer } = await given({ ...silentLog, info: (data) => lines.push(data) });
    await mailer.send(mail, { signal });
    expect(lines).toEqual([{ to: mail.to, subject: mail.subject, text: mail.text }]);
  });

  test("nothing is written once the run is over", async () => {
    const { folder, mailer } = await given();
    await expect(mailer.send(mail, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(await readOutbox(folder)).toEqual([]);
  });
});
