import { MailRefused } from "#core/mail/mail-failures.ts";
import type { Log, Mailer } from "#core/ports.ts";
import type { MailConfig } from "../config.ts";
import { createOutboxMailer } from "./outbox-mailer.ts";
import { createSmtpMailer } from "./smtp-mailer.ts";

/** The mailer that the settings ask for. Without any, every mail is refused. */
export function createMailer(config: MailConfig, log: Log): Mailer {
  switch (config.kind) {
    case "smtp":
      return createSmtpMailer(config);
    case "outbox":
      return createOutboxMailer({ folder: config.folder, log: config.isLogged ? log : null });
    case "none":
      return {
        async send() {
          throw new MailRefused("no mail server is set");
        },
      };
  }
}
