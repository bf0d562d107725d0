import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Log } from "#core/ports.ts";
import { BadSettings, type Config, loadConfig } from "#platform/config.ts";
import { readRunning } from "./running.ts";

/** What the operator's commands share: they take the product's settings and may run beside it. */

/** What cannot be done as asked; the message is for whoever asked. 1: refused or not found; 2: not understood. */
export class Refused extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A command for people: what it has to say, it says itself. */
export const quietLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (_, message) => console.error(message),
};

/** The settings; without a Redis among them, the one of an `npm start` that runs with the same data. */
function readEnvironment(): Readonly<Record<string, string | undefined>> {
  const running = readRunning(resolve(process.env["DATA_DIR"] || "./data"));
  return { ...process.env, REDIS_URL: process.env["REDIS_URL"] || running?.redisUrl || undefined };
}

/** @throws BadSettings */
export function loadOperatorConfig(): {
  readonly config: Config;
  /** Where nothing says which Redis it is, the default address would lead to a stranger's, or to nobody's. */
  readonly isTold: (name: "SESSION_REDIS_URL" | "JOBS_REDIS_URL") => boolean;
} {
  const environment = readEnvironment();
  const config = loadConfig({
    ...environment,
    // Settings are not complete without a secret, but nothing is signed here: any will do, and the real one stays put.
    SECRET_KEY: environment["SECRET_KEY"] ?? randomBytes(32).toString("base64url"),
  });
  return {
    config,
    isTold: (name) =>
      [environment["REDIS_URL"], environment[name]].some(
        (url) => url !== undefined && url.trim() !== "",
      ),
  };
}

/** @throws Refused when the product has never run here */
export function requireDatabase({ database }: Config): void {
  if (database.kind === "sqlite" && !existsSync(database.path)) {
    throw new Refused(
      `There is no database at ${database.path}. Start the product once, or set DATA_DIR or DATABASE_URL.`,
    );
  }
}

/** Runs a command to its end, and tells in a line what it was refused for. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof BadSettings)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof Refused ? error.exitCode : 1;
  }
}
