import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { until } from "#tests/support/until.ts";

export type Launched = AsyncDisposable & {
  /** What it and its children have written. */
  readonly lines: readonly string[];
  readonly pid: number;
  readonly exited: Promise<number | null>;
  /** Everything that it has started and that lives, those in groups of their own included. */
  readonly children: () => Promise<readonly Process[]>;
  /** SIGTERM to it alone; resolves when it and everything that it has started are gone. */
  readonly stop: () => Promise<{ readonly code: number | null; readonly ms: number }>;
};

export type Process = { readonly pid: number; readonly parent: number; readonly command: string };

export type LaunchOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
};

/** `npm start` and its like, as a process manager starts and stops them: by npm's own process. */
export function launchNpm(args: readonly string[], { env, cwd }: LaunchOptions): Launched {
  // npm's own words are no JSON.
  return launch("npm", args, {
    env: { ...env, npm_config_loglevel: "silent" },
    ...(cwd === undefined ? {} : { cwd }),
  });
}

export function launch(program: string, args: readonly string[], options: LaunchOptions): Launched {
  const lines: string[] = [];
  const child = spawn(program, args, {
    ...options,
    env: options.env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pid = child.pid ?? 0;
  const exited = once(child, "exit").then(([code]) => code as number | null);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.filter((line) => line !== ""));
    });
  }
  const children = async () => childrenOf(pid, await listProcesses());
  return {
    lines,
    pid,
    exited,
    children,
    async stop() {
      const all = [pid, ...(await children()).map((each) => each.pid)];
      const askedAt = performance.now();
      child.kill("SIGTERM");
      const code = await exited;
      await untilGone(all);
      return { code, ms: performance.now() - askedAt };
    },
    async [Symbol.asyncDispose]() {
      for (const each of [...(await children()), { pid }]) kill(each.pid);
    },
  };
}

/** Fails, naming them, when some of these processes still live after a while. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  let left: readonly Process[] = [];
  await until(
    async () => {
      left = (await listProcesses()).filter(({ pid }) => pids.includes(pid));
      return left.length === 0;
    },
    { what: "everything is gone", withinMs: 12_000 },
  ).catch((error: unknown) => {
    for (const { pid } of left) kill(pid);
    throw new Error(`lives on: ${left.map(({ command }) => command).join("\n")}`, { cause: error });
  });
}

function childrenOf(pid: number, all: readonly Process[]): readonly Process[] {
  const own = all.filter(({ parent }) => parent === pid);
  return own.flatMap((child) => [child, ...childrenOf(child.pid, all)]);
}

async function listProcesses(): Promise<readonly Process[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state = "", command = ""] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    // The dead whom nobody has asked for yet are gone for our purposes.
    if (pid === undefined || state.startsWith("Z")) return [];
    return [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was faster.
  }
}
