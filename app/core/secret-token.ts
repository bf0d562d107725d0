import { createHash, randomBytes } from "node:crypto";

/** 24 random bytes, as text that is safe in an address. */
export function createSecretToken(): string {
  return randomBytes(24).toString("base64url");
}

/** What the database keeps of a token. It is random, so a plain hash cannot be guessed back. */
export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
