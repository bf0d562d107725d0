import { z } from "zod";

const email = z.string().max(254);
const password = z.string().max(1_000);

export const Credentials = z.object({ email, password });
export type Credentials = z.output<typeof Credentials>;

export const PasswordChange = z.object({ current_password: password, new_password: password });

export const ResetWish = z.object({ email });

export const PasswordReset = z.object({
  token: z.string().max(200).describe("Of the link in the mail."),
  new_password: password,
});

export const AccountDeletion = z.object({ current_password: password });

/** One line: PostgreSQL takes no NUL in a text, and nobody sees control characters. */
export const ApiTokenName = z
  .string()
  .overwrite((text) => text.replace(/\p{Cc}+/gu, " "))
  .trim()
  .min(1)
  .max(80);

export const NewApiToken = z.object({ name: ApiTokenName });
