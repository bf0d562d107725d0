/** What is written down about an account. */
export const auditActions = [
  "registered",
  "logged_in",
  "login_failed",
  "logged_out",
  "email_verified",
  "password_changed",
  "password_reset",
  "session_ended",
  "token_created",
  "token_revoked",
  "readings_claimed",
  "reading_deleted",
  "data_exported",
  "role_changed",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** From where a person acts, as far as they themselves need to know it again. */
export type Origin = {
  /** Browser and system in words, such as `Chrome, Android`. */
  readonly device: string;
  /** The network, shortened so that it names no single machine. */
  readonly place: string;
};
