import { z } from "zod";
import { InvalidInput } from "../errors.ts";

const Address = z.email().max(254);

/**
 * An address in the one form that we store and compare: trimmed, composed (NFC) and in small letters, so that
 * `A@x.in` and `a@x.in` are one account.
 *
 * @throws InvalidInput on the field `email`
 */
export function normaliseEmail(text: string): string {
  const parsed = Address.safeParse(text.normalize("NFC").trim().toLowerCase());
  if (parsed.success) return parsed.data;
  throw new InvalidInput({ email: [{ code: "input.email" }] });
}
