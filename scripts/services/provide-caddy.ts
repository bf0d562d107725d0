import { findProgram } from "./find-program.ts";
import { installPackageSync } from "./install-package.ts";
import type { Say } from "./service.ts";

/** Caddy for the test of the proxy, from the PATH or the distribution's packages; undefined where there is none. */
export function provideCaddy(say: Say): string | undefined {
  const found = findProgram("caddy");
  if (found !== undefined) return found;
  return installPackageSync("caddy", say) ? findProgram("caddy") : undefined;
}
