import { spawnSync } from "node:child_process";
import { findProgram } from "./find-program.ts";
import type { Say } from "./service.ts";

/**
 * Installs a Debian package, where this is a Debian or Ubuntu and we are root. False where it is not,
 * or where it did not work.
 */
export function installPackage(name: string, say: Say): boolean {
  if (process.getuid?.() !== 0 || !findProgram("apt-get")) return false;

  say(`Installing ${name} from the distribution's packages…`);
  const run = (...args: string[]) =>
    spawnSync("apt-get", args, {
      stdio: "ignore",
      timeout: 300_000,
      // Its own service would take the usual port and outlive us.
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    }).status === 0;
  const install = () => run("install", "-y", "--no-install-recommends", name);
  return install() || (run("update") && install());
}
