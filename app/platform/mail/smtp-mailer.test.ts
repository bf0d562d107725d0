import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { composeMail } from "#core/mail/compose-mail.ts";
import { MailRefused, MailUnavailable } from "#core/mail/mail-failures.ts";
import type { OutgoingMail } from "#core/ports.ts";
import { createMailer } from "./create-mailer.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";
import { silentLog } from "#tests/support/silent-log.ts";

const { signal } = new AbortController();

const mail: OutgoingMail = {
  to: "asha@example.org",
  subject: "A new password",
  text: "https://palm.example/reset-password/t\n",
  html: "<p>Hello</p>",
};

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/** A real SMTP server on a free port, and the mailer that talks to it. */
async function given(options: SMTPServerOptions = {}, { login = "" } = {}) {
  const received: ParsedMail[] = [];
  const receivers: string[][] = [];
  let connections = 0;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onData(stream, session, done) {
      receivers.push(session.envelope.rcptTo.map(({ address }) => address));
      simpleParser(stream).then(
        (parsed) => {
          received.push(parsed);
          done();
        },
        (error: unknown) => done(error as Error),
      );
    },
    ...options,
  });
  server.on("error", () => undefined);
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  const mailer = createSmtpMailer({
    url: `smtp://${login}127.0.0.1:${port}`,
    from: "Hastarekha <no-reply@palm.example>",
  });
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(async () => {
    mailer.close();
    await close();
  });
  return { mailer, received, receivers, close, countConnections: () => connections };
}

const failure = (sending: Promise<void>) =>
  sending.then(
    () => expect.fail("the mail went"),
    (error: unknown) => error,
  );

describe("sending mails by SMTP", () => {
  test("a mail arrives at its one receiver, marked as written by a machine", async () => {
    const { mailer, received, receivers } = await given();
    await mailer.send(mail, { signal });
    expect(receivers).toEqual([["asha@example.org"]]);
    expect(received[0]).toMatchObject({
      subject: mail.subject,
      text: mail.text,
      from: { text: '"Hastarekha" <no-reply@palm.example>' },
    });
    expect(received[0]?.html).toContain("<p>Hello</p>");
    expect(received[0]?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(received[0]?.attachments).toEqual([]);
  });

  test("Hindi arrives as it was written, and its link whole", async () => {
    const { mailer, received } = await given();
    const content = composeMail({
      kind: "reset_password",
      language: "hi",
      links: { reset: new URL(`https://palm.example/hi/reset-password/${"t".repeat(90)}`) },
    });
    await mailer.send({ to: mail.to, ...content }, { signal });
    expect(received[0]).toMatchObject(content);
  });

  test("mails after one another share a connection", async () => {
    const { mailer, received, countConnections } = await given();
    for (const subject of ["one", "two", "three"]) {
      await mailer.send({ ...mail, subject }, { signal });
    }
    expect(received.map(({ subject }) => subject)).toEqual(["one", "two", "three"]);
    expect(countConnections()).toBe(1);
  });

  test("an address that is a list is one address, so nobody else gets the mail", async () => {
    const { mailer, receivers } = await given();
    await failure(mailer.send({ ...mail, to: "asha@example.org, eve@example.org" }, { signal }));
    expect(receivers.flat()).not.toContain("eve@example.org");
  });

  test("an address that the server does not know is refused, and not told on", async () => {
    const { mailer } = await given({
      onRcptTo: ({ address }, _session, done) => done(refusal(550, `5.1.1 no ${address} here`)),
    });
    const error = await failure(mailer.send(mail, { signal }));
    expect(error).toBeInstanceOf(MailRefused);
    expect(error).toMatchObject({ kind: "invalid", code: "mail.refused" });
    expect(inspect(error, { depth: 9 })).toContain("RCPT TO was answered with 550");
    expect(inspect(error, { depth: 9 })).not.toContain("asha");
  });

  test("a text that the server does not take is refused", async () => {
    const { mailer } = await given({
      onData(stream, _session, done) {
        stream.on("end", () => done(refusal(554, "this looks like spam"))).resume();
      },
    });
    expect(await failure(mailer.send(mail, { signal }))).toBeInstanceOf(MailRefused);
  });

  test("a server that asks to come later is tried again, and the address is not told on", async () => {
    const { mailer } = await given({
      onRcptTo: ({ address }, _session, done) => done(refusal(450, `${address} is busy`)),
    });
    const error = await failure(mailer.send(mail, { signal }));
    expect(error).toBeInstanceOf(MailUnavailable);
    expect(error).toMatchObject({ kind: "unavailable", code: "mail.unavailable" });
    expect(inspect(error, { depth: 9 })).not.toContain("asha");
  });

  test("a refused login keeps the mail for when the settings are mended", async () => {
    const { mailer } = await given(
      { onAuth: (_login, _session, done) => done(refusal(535, "wrong password")) },
      { login: "user:secret-password@" },
    );
    const error = await failure(mailer.send(mail, { signal }));
    expect(error).toBeInstanceOf(MailUnavailable);
    expect(inspect(error, { depth: 9 })).not.toContain("secret-password");
  });

  test("a server that is away is tried again, and the cause is known", async () => {
    const { mailer, close } = await given();
    await close();
    const error = await failure(mailer.send(mail, { signal }));
    expect(error).toBeInstanceOf(MailUnavailable);
    expect(error).toMatchObject({ cause: { originalCode: "ECONNREFUSED" } });
  });

  test("a run that is over stops waiting for a server that never answers", async () => {
    const run = new AbortController();
    const { mailer } = await given({
      onData(stream) {
        stream.resume();
        run.abort(new Error("shutdown"));
      },
    });
    expect(await failure(mailer.send(mail, { signal: run.signal }))).toBeInstanceOf(
      MailUnavailable,
    );
  });
});

test("without any settings for mail, every mail is refused", async () => {
  const error = await failure(createMailer({ kind: "none" }, silentLog).send(mail, { signal }));
  expect(error).toBeInstanceOf(MailRefused);
});
