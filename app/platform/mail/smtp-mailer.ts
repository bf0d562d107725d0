import { createTransport, type NodemailerError } from "nodemailer";
import { MailRefused, MailUnavailable } from "#core/mail/mail-failures.ts";
import type { Mailer } from "#core/ports.ts";

const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 30_000;

/** For a pooled connection that the server has closed meanwhile. All other tries are the job queue's. */
const MOST_REQUEUES = 1;

/**
 * Hands mails over to an SMTP server, through a few connections that stay open.
 *
 * @param url `smtp://` upgrades to TLS when the server offers it; `smtps://`, or `?requireTLS=true`, insists on it
 */
export function createSmtpMailer({
  url,
  from,
}: {
  readonly url: string;
  readonly from: string;
}): Mailer & { close(): void } {
  const transport = createTransport(
    {
      url,
      pool: true,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      greetingTimeout: GREETING_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      maxRequeues: MOST_REQUEUES,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    // So that nobody's out-of-office note answers us.
    { from, headers: { "Auto-Submitted": "auto-generated" } },
  );

  return {
    async send({ to, subject, text, html }, { signal }) {
      try {
        await transport.sendMail({ to: { name: "", address: to }, subject, text, html, signal });
      } catch (error) {
        throw toMailError(error as NodemailerError);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * What a failed try means for the mail. Errors end up in the log, and servers like to quote the address that they
 * refuse, so of their answer only the numbers are passed on, and never the error that holds it.
 */
function toMailError(error: NodemailerError): MailRefused | MailUnavailable {
  const { code, command, response, permanent } = error;
  // The library's word for a problem with sender, receiver or text. A refused login is no fault of the mail's.
  const isAboutMail = code === "EENVELOPE" || code === "EMESSAGE";
  if (response === undefined && !isAboutMail) {
    return new MailUnavailable(code ?? "no answer", { cause: error });
  }
  const detail = response === undefined ? String(code) : whatWasAnswered(command, response);
  return isAboutMail && permanent ? new MailRefused(detail) : new MailUnavailable(detail);
}

function whatWasAnswered(command: string | undefined, response: string): string {
  const numbers = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response)?.[0] ?? "no number";
  return `${command ?? "the connection"} was answered with ${numbers}`;
}
