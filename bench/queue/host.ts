import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { findProgram } from "#services/find-program.ts";

/** Redis has a core for itself, whoever talks to it shares the next one. */
const cores = { redis: "0", clients: "1" };

const taskset = availableParallelism() > 1 ? findProgram("taskset") : undefined;

/** The command line that runs a program on the core of its part; anywhere, where that cannot be chosen. */
export function onCore(
  part: keyof typeof cores,
  program: string,
  args: readonly string[],
): readonly string[] {
  return taskset ? [taskset, "-c", cores[part], program, ...args] : [program, ...args];
}

/** What the figures were taken on. */
export function describeHost(): Readonly<Record<string, string>> {
  return {
    cpu: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
    governor: readLine("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") ?? "not told",
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: `${platform()} ${release()}`,
    node: process.version,
    redis: firstLine("redis-server", ["--version"]) ?? "unknown",
    pinned: taskset ? "Redis on core 0, clients and workers on core 1" : "no",
  };
}

/** The load of the last minute. */
export function readLoad(): number {
  return loadavg()[0] ?? 0;
}

function readLine(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

function firstLine(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: "utf8" }).split("\n")[0];
  } catch {
    return undefined;
  }
}
