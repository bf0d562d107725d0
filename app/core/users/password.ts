import { type FieldProblem, InvalidInput } from "../errors.ts";
import type { CommonPasswords } from "../ports.ts";

export const PASSWORD_MIN_LENGTH = 8;

/** Far beyond any passphrase; it only bounds the work. */
const PASSWORD_MAX_LENGTH = 1_000;

/**
 * The same text for the same keys pressed, whatever keyboard composed them (RFC 8265, OpaqueString: NFC, and any
 * space is a space).
 */
export function normalisePassword(password: string): string {
  return password.normalize("NFC").replace(/\p{Zs}/gu, " ");
}

/**
 * Length and guessability only, after NIST SP 800-63B: no rules about which characters.
 *
 * @throws InvalidInput on `field`
 */
export function checkNewPassword(
  password: string,
  { email, common, field }: { email: string; common: CommonPasswords; field: string },
): void {
  const problem = problemOf(normalisePassword(password), email, common);
  if (problem) throw new InvalidInput({ [field]: [problem] });
}

function problemOf(
  password: string,
  email: string,
  common: CommonPasswords,
): FieldProblem | undefined {
  // Code points, as NIST counts them.
  const { length } = Array.from(password);
  if (length < PASSWORD_MIN_LENGTH) {
    return { code: "input.password_short", params: { min: PASSWORD_MIN_LENGTH } };
  }
  if (length > PASSWORD_MAX_LENGTH) {
    return { code: "input.too_long", params: { max: PASSWORD_MAX_LENGTH } };
  }
  const folded = password.toLowerCase();
  if (common.has(folded)) return { code: "input.password_common" };
  if (folded === email || folded === email.split("@")[0]) return { code: "input.password_email" };
  return undefined;
}
