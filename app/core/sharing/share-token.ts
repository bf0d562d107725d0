import { createHmac } from "node:crypto";
import { hashSecretToken } from "../secret-token.ts";

/**
 * The secret part of a link's address: it follows from the link's id and our secret, so that its owner can be shown it
 * again although the database has only its hash.
 */
export function shareToken(linkId: string, secretKey: string): string {
  return createHmac("sha256", secretKey)
    .update(`share:${linkId}`)
    .digest()
    .subarray(0, 24)
    .toString("base64url");
}

/** The token of a stored link; null once the secret that made it is not among ours any more. The link still works then. */
export function findShareToken(
  link: { readonly id: string; readonly tokenHash: string },
  secretKeys: readonly string[],
): string | null {
  const tokens = secretKeys.map((key) => shareToken(link.id, key));
  return tokens.find((token) => hashSecretToken(token) === link.tokenHash) ?? null;
}
