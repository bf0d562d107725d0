import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { normalisePassword } from "#core/users/password.ts";
import type { PasswordHasher } from "#core/ports.ts";
import { ServiceUnavailable } from "../service-unavailable.ts";
import type { BcryptAnswer, BcryptTask } from "./bcrypt-thread.ts";

/** More threads than this would take the cores away from everybody who is not logging in. */
const THREADS = 2;

/** More people than this waiting for one hash means an attack; they are told to come back. */
const MOST_WAITING = 100;

/**
 * By its name in package.json, because the built web runs from another folder than the sources; and by `require`,
 * because Vite's development server has no `import.meta.resolve`.
 */
const threadPath = createRequire(import.meta.url).resolve("#platform/passwords/bcrypt-thread.ts");

/** Of random bytes that nobody has, at BCRYPT_COST: what the password for an unknown address is compared with. */
const NOBODYS_HASH = "$2b$11$ipqexIUbDBFLYfzEHuVJtu.fh/U1w45KCMpp8skPTZncV5pTo2GXm";

type Pending = {
  readonly resolve: (result: string | boolean) => void;
  readonly reject: (e: Error) => void;
};

/**
 * bcrypt on threads of its own, started when first needed. The event loop stays free, and a burst of logins waits
 * in line instead of taking every core.
 *
 * bcrypt reads no further than 72 bytes, which is 24 letters of Hindi; so passwords are hashed to 64 characters first.
 */
export function createBcryptHasher(): PasswordHasher & { close(): Promise<void> } {
  const threads: { worker: Worker; pending: Map<number, Pending> }[] = [];
  let nextId = 0;

  function startThread() {
    const worker = new Worker(threadPath);
    const pending = new Map<number, Pending>();
    worker.unref();
    worker.on("message", ({ id, result }: BcryptAnswer) => {
      pending.get(id)?.resolve(result);
      pending.delete(id);
    });
    const fail = (cause: unknown) => {
      // A thread that breaks says so twice, and the second time it is no longer in the row.
      const index = threads.indexOf(thread);
      if (index >= 0) threads.splice(index, 1);
      for (const { reject } of pending.values()) {
        reject(new ServiceUnavailable("the password thread", { cause }));
      }
      pending.clear();
    };
    worker.once("error", fail);
    worker.once("exit", fail);
    const thread = { worker, pending };
    threads.push(thread);
    return thread;
  }

  function run(password: string, hash: string | null): Promise<string | boolean> {
    const idle = threads.find(({ pending }) => pending.size === 0);
    const thread =
      idle ??
      (threads.length < THREADS
        ? startThread()
        : threads.reduce((a, b) => (b.pending.size < a.pending.size ? b : a)));
    if (thread.pending.size >= MOST_WAITING / THREADS) {
      return Promise.reject(new ServiceUnavailable("the password thread"));
    }
    const id = nextId++;
    return new Promise((resolve, reject) => {
      thread.pending.set(id, { resolve, reject });
      thread.worker.postMessage({ id, secret: digest(password), hash } satisfies BcryptTask);
    });
  }

  return {
    hash: async (password) => String(await run(password, null)),
    async verify(password, hash) {
      const isEqual = await run(password, hash ?? NOBODYS_HASH);
      return hash !== undefined && isEqual === true;
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function digest(password: string): string {
  return createHash("sha384").update(normalisePassword(password)).digest("base64");
}
