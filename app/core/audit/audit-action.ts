/** What admins do to the streams of work; about an account only where it changes one of its readings. */
export const streamActions = [
  "stream_paused",
  "stream_resumed",
  "stream_drained",
  "stream_rebuilt",
  "worker_removed",
  "job_retried",
  "job_dropped",
  "job_promoted",
  "job_claimed_away",
] as const;
export type StreamAction = (typeof streamActions)[number];

/** What is written down, about an account or about the product's own work. */
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
  "link_made",
  "link_revoked",
  "data_exported",
  "role_changed",
  ...streamActions,
] as const;
export type AuditAction = (typeof auditActions)[number];

/** From where a person acts, as far as they themselves need to know it again. */
export type Origin = {
  /** Browser and system in words, such as `Chrome, Android`. */
  readonly device: string;
  /** The network, shortened so that it names no single machine. */
  readonly place: string;
};
