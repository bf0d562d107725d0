/** What the link of a mail may do, once. */
export type EmailTokenPurpose = "verify_email" | "reset_password" | "release_address";

const HOUR_MS = 60 * 60 * 1000;

/** How long a link works, milliseconds. */
export const emailTokenLifeMs: Record<EmailTokenPurpose, number> = {
  verify_email: 7 * 24 * HOUR_MS,
  reset_password: HOUR_MS,
  release_address: HOUR_MS,
};
