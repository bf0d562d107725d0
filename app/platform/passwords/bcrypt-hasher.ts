import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { Piscina } from "piscina";
import { normalisePassword } from "#core/users/password.ts";
import type { PasswordHasher } from "#core/ports.ts";
import { ServiceUnavailable } from "../service-unavailable.ts";
import type { BcryptTask } from "./bcrypt-thread.ts";

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

/**
 * bcrypt on threads of its own, started when first needed. The event loop stays free, and a burst of logins waits
 * in line instead of taking every core.
 *
 * bcrypt reads no further than 72 bytes, which is 24 letters of Hindi; so passwords are hashed to 64 characters first.
 */
export function createBcryptHasher(): PasswordHasher & { close(): Promise<void> } {
  // A thread that was started stays: the next login would pay for its start.
  const threads = new Piscina<BcryptTask, string | boolean>({
    filename: threadPath,
    minThreads: 0,
    maxThreads: THREADS,
    maxQueue: MOST_WAITING,
    idleTimeout: Infinity,
  });

  async function run(password: string, hash: string | null): Promise<string | boolean> {
    try {
      return await threads.run({ secret: digest(password), hash });
    } catch (cause) {
      throw new ServiceUnavailable("the password thread", { cause });
    }
  }

  return {
    hash: async (password) => String(await run(password, null)),
    async verify(password, hash) {
      const isEqual = await run(password, hash ?? NOBODYS_HASH);
      return hash !== undefined && isEqual === true;
    },
    close: () => threads.destroy(),
  };
}

function digest(password: string): string {
  return createHash("sha384").update(normalisePassword(password)).digest("base64");
}
