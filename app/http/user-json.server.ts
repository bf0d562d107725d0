import type { User } from "#core/users/user.ts";
import type { User as UserJson } from "./wire/account-answers.server.ts";

/** A user as the API tells it to themselves. */
export function toUserJson(user: User): UserJson {
  return {
    user_id: user.id,
    email: user.email,
    email_verified: user.isVerified,
    role: user.role,
    language: user.language,
    created_at: user.createdAt.toISOString(),
  };
}
