import type { User } from "#core/users/user.ts";

/** A user as the API tells it to themselves. */
export function toUserJson(user: User) {
  return {
    user_id: user.id,
    email: user.email,
    email_verified: user.isVerified,
    role: user.role,
    language: user.language,
    created_at: user.createdAt.toISOString(),
  };
}
