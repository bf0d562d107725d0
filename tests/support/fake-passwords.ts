import { createHash } from "node:crypto";
import { normalisePassword } from "#core/users/password.ts";
import type { CommonPasswords, PasswordHasher } from "#core/ports.ts";

export type FakePasswords = PasswordHasher & {
  /** The hash of each comparison so far; undefined where there was no account to compare with. */
  readonly compared: (string | undefined)[];
};

/** As quick as a test wants it: one round of SHA-256, and no salt. */
export function createFakePasswords(): FakePasswords {
  const digest = (password: string) =>
    `fake:${createHash("sha256").update(normalisePassword(password)).digest("hex")}`;
  const compared: (string | undefined)[] = [];
  return {
    compared,
    hash: async (password) => digest(password),
    async verify(password, hash) {
      compared.push(hash);
      return digest(password) === hash;
    },
  };
}

export const fakeCommonPasswords: CommonPasswords = new Set(["iloveyou123", "password1234"]);
