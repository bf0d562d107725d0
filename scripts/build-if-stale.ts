import { spawn } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const sources = [
  "app",
  "public",
  "scripts/vite",
  "vite.config.ts",
  "package-lock.json",
  "tsconfig.json",
];
const result = "build/server/index.js";

/** Builds the pages when there is no build, or when a source is newer than it. */
export async function buildIfStale(say: (line: string) => void): Promise<void> {
  const builtAt = (await stat(result).catch(() => undefined))?.mtimeMs ?? 0;
  if ((await newestChange(sources)) < builtAt) return;
  say("Building the pages…");
  await build();
}

/** @throws what the build printed, when it failed */
async function build(): Promise<void> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve("@remix-run/dev/package.json")),
    "dist/cli.js",
  );
  const child = spawn(process.execPath, [cli, "vite:build"], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-20_000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The build failed:\n${printed}`);
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
