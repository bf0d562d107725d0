import { createHash, randomBytes } from "node:crypto";

/** What a guest's cookie holds. Whoever has it owns the guest's analyses. */
export type GuestToken = string;

/** 24 random bytes. */
export function createGuestToken(): GuestToken {
  return randomBytes(24).toString("base64url");
}

/** What the database keeps of a token. The token is random, so a plain hash cannot be guessed back. */
export function hashGuestToken(token: GuestToken): string {
  return createHash("sha256").update(token).digest("hex");
}
