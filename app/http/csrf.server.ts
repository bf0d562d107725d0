import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { DomainError } from "#core/errors.ts";

/** The name of the hidden field, the first of every form. */
export const CSRF_FIELD = "csrf";

/** Where programs send the token. */
export const CSRF_HEADER = "X-CSRF-Token";

export class CsrfRefused extends DomainError {
  constructor() {
    super(
      "forbidden",
      "request.csrf",
      "The form did not come from this page in this session, so nothing was done.",
    );
  }
}

/**
 * A token that only a page of ours can know: `<16 random bytes>.<signature>`, signed together with the secret of the
 * cookie that will come with it, so that another session's token, or one from before a login, does not fit.
 *
 * @param binding the session's id, or the guest cookie's token
 */
export function createCsrfToken(binding: string, secretKeys: readonly string[]): string {
  const nonce = randomBytes(16).toString("base64url");
  return `${nonce}.${sign(nonce, binding, secretKeys[0] ?? "")}`;
}

/** True when one of our secrets signed the token for this binding. */
export function verifyCsrfToken(
  token: string,
  binding: string,
  secretKeys: readonly string[],
): boolean {
  const [nonce = "", signature = ""] = token.slice(0, 200).split(".");
  const given = Buffer.from(signature);
  return secretKeys.some((secret) => {
    const expected = Buffer.from(sign(nonce, binding, secret));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function sign(nonce: string, binding: string, secret: string): string {
  return createHmac("sha256", secret).update(`csrf:${binding}:${nonce}`).digest("base64url");
}
