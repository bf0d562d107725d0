import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * A key for one rendered form, so that a double tap or a reload sends one request. It is signed, so
 * that nobody can fill the table with keys of their own making: `<16 random bytes>.<signature>`.
 */
export function createFormKey(secretKeys: readonly string[]): string {
  const key = randomBytes(16).toString("base64url");
  return `${key}.${sign(key, secretKeys[0] ?? "")}`;
}

/** The key, when one of our secrets signed it. */
export function verifyFormKey(value: string, secretKeys: readonly string[]): string | undefined {
  const [key = "", signature = ""] = value.split(".");
  const given = Buffer.from(signature);
  const isOurs = secretKeys.some((secret) => {
    const expected = Buffer.from(sign(key, secret));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return isOurs ? key : undefined;
}

function sign(key: string, secret: string): string {
  return createHmac("sha256", secret).update(`form-key:${key}`).digest("base64url");
}
