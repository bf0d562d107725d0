import { setPriority } from "node:os";
import { compareSync, hashSync } from "bcryptjs";
import { BCRYPT_COST } from "./bcrypt-cost.ts";

/** `hash` null asks for a new one. */
export type BcryptTask = { readonly secret: string; readonly hash: string | null };

/** Whoever only wants a page goes first. On Linux this is the thread's own; elsewhere it would slow the whole web. */
if (process.platform === "linux") setPriority(10);

/** Hashes or compares. */
export default function work({ secret, hash }: BcryptTask): string | boolean {
  return hash === null ? hashSync(secret, BCRYPT_COST) : compareSync(secret, hash);
}
