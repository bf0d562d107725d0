import { z } from "zod";
import { languages } from "#core/reading/reading.ts";

const time = z.iso.datetime();

export const CsrfToken = z.strictObject({
  csrf_token: z.string().describe("For the header X-CSRF-Token, until the next login."),
});
export type CsrfToken = z.output<typeof CsrfToken>;

export const User = z.strictObject({
  user_id: z.uuid(),
  email: z.string(),
  email_verified: z.boolean(),
  role: z.enum(["user", "admin"]),
  language: z.enum(languages),
  created_at: time,
});
export type User = z.output<typeof User>;

export const ResetAccepted = z.strictObject({ status: z.literal("accepted") });
export type ResetAccepted = z.output<typeof ResetAccepted>;

export const SessionsList = z.strictObject({
  items: z.array(
    z.strictObject({
      session_id: z.string(),
      device: z.string(),
      place: z.string().describe("The network that it was begun from."),
      created_at: time,
      last_seen_at: time,
      is_current: z.boolean(),
    }),
  ),
});
export type SessionsList = z.output<typeof SessionsList>;

export const ApiTokensList = z.strictObject({
  items: z.array(
    z.strictObject({
      token_id: z.uuid(),
      name: z.string(),
      ending: z.string().describe("Its last characters."),
      created_at: time,
      last_used_at: time.nullable(),
    }),
  ),
});
export type ApiTokensList = z.output<typeof ApiTokensList>;

export const MadeApiToken = z.strictObject({
  token_id: z.uuid(),
  name: z.string(),
  token: z.string().describe("Told this once."),
});
export type MadeApiToken = z.output<typeof MadeApiToken>;
