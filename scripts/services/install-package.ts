import { spawn, spawnSync } from "node:child_process";
import { findProgram } from "./find-program.ts";
import type { Say } from "./service.ts";
import { untilExit } from "./until-exit.ts";

/**
 * Installs a Debian package, where this is a Debian or Ubuntu and we are root. False where it is not,
 * or where it did not work.
 *
 * @throws the signal's reason, when told to stop
 */
export async function installPackage(
  name: string,
  say: Say,
  signal?: AbortSignal,
): Promise<boolean> {
  if (!canInstall(name, say)) return false;
  const run = async (args: readonly string[]) => {
    signal?.throwIfAborted();
    // Out of reach of Ctrl-C, and told by SIGINT: apt then finishes the package that it is unpacking, and ends.
    const child = spawn("apt-get", args, { ...options(), detached: true });
    return (await untilExit(child, { signal, stopWith: "SIGINT" })) === 0;
  };
  return (await run(install(name))) || ((await run(["update"])) && (await run(install(name))));
}

/** The same for the tools of the tests, whose configuration cannot wait. */
export function installPackageSync(name: string, say: Say): boolean {
  if (!canInstall(name, say)) return false;
  const run = (args: readonly string[]) => spawnSync("apt-get", args, options()).status === 0;
  return run(install(name)) || (run(["update"]) && run(install(name)));
}

function canInstall(name: string, say: Say): boolean {
  if (process.getuid?.() !== 0 || !findProgram("apt-get")) return false;
  say(`Installing ${name} from the distribution's packages…`);
  return true;
}

const install = (name: string) => ["install", "-y", "--no-install-recommends", name];

const options = () =>
  ({
    stdio: "ignore",
    timeout: 300_000,
    // Its own service would take the usual port and outlive us.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
  }) as const;
