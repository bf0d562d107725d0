import { type ParsedMail, simpleParser } from "mailparser";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { until } from "./until.ts";

export type SmtpInbox = AsyncDisposable & {
  /** What SMTP_URL is set to. */
  readonly url: string;
  readonly mails: readonly ParsedMail[];
  /** The newest mail to an address, once it has come; `after` others to the same address. */
  waitFor(to: string, after?: number): Promise<ParsedMail>;
};

/** A real SMTP server that takes every mail and keeps it. */
export async function startSmtpInbox(): Promise<SmtpInbox> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error("not a mail")),
      );
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const sentTo = (to: string) =>
    mails.filter((mail) => [mail.to ?? []].flat().some(({ text }) => text.includes(to)));

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async waitFor(to, after = 0) {
      await until(() => sentTo(to).length > after, {
        what: `a mail to ${to} comes, after ${after}`,
        withinMs: 30_000,
      });
      return sentTo(to)[after] as ParsedMail;
    },
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** The first link in a mail. */
export function linkIn(mail: ParsedMail): string {
  const link = /https?:\/\/\S+/.exec(mail.text ?? "")?.[0];
  if (link === undefined) throw new Error(`no link in: ${mail.text ?? ""}`);
  return link;
}
