import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What `one-photo.ts` prints. */
export type OnePhoto = {
  /** CPU of the process, with decoding: of the first look, with the thread's start, and the median of those after it. */
  readonly firstSeconds: number;
  readonly laterSeconds: number;
  readonly megabytesBefore: number;
  readonly megabytes: number;
  readonly idleDelay: number;
  readonly delay: number;
  readonly delay99: number;
};

/** The largest photo in a process of its own, as a worker looks at it: against the goals of 1.2 s, 250 MB and 20 ms. */
export async function measureOnePhoto(folder: string): Promise<void> {
  const file = (await readdir(folder)).find((name) => name.startsWith("palm-01"));
  if (!file) return;
  const script = fileURLToPath(new URL("one-photo.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, `${folder}/${file}`], {
    timeout: 120_000,
    // As the worker is started.
    env: { ...process.env, MALLOC_ARENA_MAX: "2" },
  });
  const one = JSON.parse(stdout) as OnePhoto;
  console.log(`\n${file} in a process of its own, load ${loadavg()[0]?.toFixed(1) ?? "?"}:`);
  console.table({
    "CPU with decoding, median of nineteen, s": { is: one.laterSeconds.toFixed(2), goal: "1.2" },
    "  of the first, with the thread's start, s": { is: one.firstSeconds.toFixed(2), goal: "" },
    "peak memory of the process, MB": { is: one.megabytes.toFixed(0), goal: "250" },
    "  of these before the photo, MB": { is: one.megabytesBefore.toFixed(0), goal: "" },
    "event loop's delay meanwhile, most, ms": { is: one.delay.toFixed(1), goal: "20" },
    "  99 of 100, ms": { is: one.delay99.toFixed(1), goal: "" },
    "  most while nothing was done, ms": { is: one.idleDelay.toFixed(1), goal: "" },
  });
}
