import { findProgram } from "./find-program.ts";
import { installPackageSync } from "./install-package.ts";
import { CannotProvide, type Say } from "./service.ts";

export type Chromium = { readonly executablePath: string; readonly args: readonly string[] };

/** Quiet, offline and allowed to run as root. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A Chromium for the browser tests: CHROMIUM_PATH, the PATH, or the distribution's packages.
 *
 * @throws CannotProvide with what to install
 */
export function provideChromium(say: Say): Chromium {
  const find = () =>
    process.env["CHROMIUM_PATH"] ??
    findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  const executablePath = find() ?? (installPackageSync("chromium", say) ? find() : undefined);
  if (executablePath === undefined) {
    throw new CannotProvide(
      "The browser tests need Chromium. Install it (`apt-get install chromium`, `brew install chromium`) or set CHROMIUM_PATH.",
    );
  }
  return { executablePath, args };
}
