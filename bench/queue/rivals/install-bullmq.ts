import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Missing } from "./rivals.ts";
import { run } from "./run.ts";

export type BullMqRival = { readonly found: true; readonly root: string; readonly version: string };

/** BullMQ of the newest release with our major version of ioredis. */
export async function installBullMq(folder: string): Promise<BullMqRival | Missing> {
  const root = join(folder, "npm");
  try {
    const version = (await readVersion(root)) ?? (await install(root));
    return { found: true, root, version };
  } catch (error) {
    return { found: false, why: String(error).split("\n")[0] ?? "" };
  }
}

async function install(root: string): Promise<string> {
  await mkdir(root, { recursive: true });
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", ["install", "--prefix", root, ...flags, "bullmq@6", "ioredis@6"], { cwd: root });
  const version = await readVersion(root);
  if (version === undefined) throw new Error("npm installed no BullMQ");
  return version;
}

async function readVersion(root: string): Promise<string | undefined> {
  const read = async (name: string) => {
    const text = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
    return (JSON.parse(text) as { readonly version: string }).version;
  };
  try {
    return `${await read("bullmq")}, ioredis ${await read("ioredis")}`;
  } catch {
    return undefined;
  }
}
