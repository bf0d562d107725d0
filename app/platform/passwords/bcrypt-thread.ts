import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { compareSync, hashSync } from "bcryptjs";
import { BCRYPT_COST } from "./bcrypt-cost.ts";

export type BcryptTask = {
  readonly id: number;
  readonly secret: string;
  readonly hash: string | null;
};
export type BcryptAnswer = { readonly id: number; readonly result: string | boolean };

/** Whoever only wants a page goes first. On Linux this is the thread's own; elsewhere it would slow the whole web. */
if (process.platform === "linux") setPriority(10);

/** Hashes (`hash` null) or compares, one after the other: taking turns, all of a crowd would wait for the last one. */
parentPort?.on("message", ({ id, secret, hash }: BcryptTask) => {
  const result = hash === null ? hashSync(secret, BCRYPT_COST) : compareSync(secret, hash);
  parentPort?.postMessage({ id, result } satisfies BcryptAnswer);
});
