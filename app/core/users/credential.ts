import { createHash } from "node:crypto";

/**
 * What ties a session to the password that began it: with another password it is nobody's session, also when it was
 * begun a moment before the change, and also when Redis could not be told.
 */
export function credentialOf(passwordHash: string): string {
  return createHash("sha256").update(`credential:${passwordHash}`).digest("base64url").slice(0, 22);
}
