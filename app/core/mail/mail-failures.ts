import { DomainError } from "../errors.ts";

/** The mail could not be handed over now; another try may help. */
export class MailUnavailable extends DomainError {
  constructor(detail: string, options: { readonly cause?: unknown } = {}) {
    super("unavailable", "mail.unavailable", `The mail cannot be sent now: ${detail}.`, options);
  }
}

/** The mail will never go: its address does not exist, or there is nothing to send it with. */
export class MailRefused extends DomainError {
  constructor(detail: string, options: { readonly cause?: unknown } = {}) {
    super("invalid", "mail.refused", `The mail will not be sent: ${detail}.`, options);
  }
}
