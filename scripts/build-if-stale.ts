import { spawn } from "node:child_process";
import { readdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { untilExit } from "#services/until-exit.ts";

const sources = [
  "app",
  "public",
  "scripts/vite",
  "vite.config.ts",
  "package-lock.json",
  "tsconfig.json",
];
const result = "build/server/index.js";

const guard = fileURLToPath(new URL("./services/stop-when-orphaned.ts", import.meta.url));

/**
 * Builds the pages when there is no build, or when a source is newer than it.
 *
 * @throws the signal's reason, when told to stop
 */
export async function buildIfStale(
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const builtAt = (await stat(result).catch(() => undefined))?.mtimeMs ?? 0;
  if ((await newestChange(sources)) < builtAt) return;
  signal?.throwIfAborted();
  say("Building the pages…");
  try {
    await build(signal);
  } catch (error) {
    // Half a build must not pass for a new one.
    if (signal?.aborted === true) await rm(result, { force: true });
    throw error;
  }
}

/** @throws what the build printed, when it failed */
async function build(signal: AbortSignal | undefined): Promise<void> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve("@remix-run/dev/package.json")),
    "dist/cli.js",
  );
  const child = spawn(process.execPath, ["--import", guard, cli, "vite:build"], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-20_000);
    });
  }
  if ((await untilExit(child, { signal })) !== 0) throw new Error(`The build failed:\n${printed}`);
}

async function newestChange(paths: readonly string[]): Promise<number> {
  let newest = 0;
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) continue;
    newest = Math.max(newest, found.mtimeMs);
    if (!found.isDirectory()) continue;
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      newest = Math.max(newest, (await stat(join(entry.parentPath, entry.name))).mtimeMs);
    }
  }
  return newest;
}
