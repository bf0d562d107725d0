import { dictionary } from "@zxcvbn-ts/language-common";
import type { CommonPasswords } from "#core/ports.ts";
import { PASSWORD_MIN_LENGTH } from "#core/users/password.ts";

/** How far down the list, which is ordered by how often a password was found in leaks. */
const MOST_COMMON = 10_000;

/** The 10,000 commonest passwords; shorter ones than anybody may choose are left out. */
export const commonPasswords: CommonPasswords = new Set(
  (dictionary["passwords-common"] as readonly string[])
    .slice(0, MOST_COMMON)
    .filter((password) => password.length >= PASSWORD_MIN_LENGTH),
);
