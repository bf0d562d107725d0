import type { Language } from "../reading/reading.ts";

export const mailKinds = [
  "verify_email",
  "reset_password",
  "already_registered",
  "password_changed",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** A mail that is to be sent. Its words and links are made at the moment of sending. */
export type Mail = {
  readonly id: string;
  readonly kind: MailKind;
  readonly address: string;
  readonly language: Language;
};
