import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export type Program = {
  readonly name: string;
  /** What Node is given: options, the file, its arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
};

export type SuperviseOptions = {
  /** Ends everything when it aborts: SIGTERM first. */
  readonly signal: AbortSignal;
  /** Where a line of a program's output goes; its own output when left out. */
  readonly onLine?: (line: string) => void;
  readonly onEvent: (event: SuperviseEvent) => void;
};

export type SuperviseEvent =
  | {
      readonly kind: "restarting";
      readonly name: string;
      readonly exit: string;
      readonly inMs: number;
    }
  | { readonly kind: "killed"; readonly name: string };

/** After SIGTERM, before SIGKILL. With what follows it, all of `npm start` is gone in ten seconds. */
const STOP_GRACE_MS = 8_000;

const BACKOFF_MS = { first: 500, most: 15_000 };

/** A program that has lived so long starts again at once. */
const SETTLED_MS = 30_000;

const guard = fileURLToPath(new URL("./services/stop-when-orphaned.ts", import.meta.url));

/** Runs Node programs and starts again whichever dies, until told to stop. Resolves when all of them are gone. */
export async function supervise(
  programs: readonly Program[],
  options: SuperviseOptions,
): Promise<void> {
  await Promise.all(programs.map((program) => keepRunning(program, options)));
}

async function keepRunning(program: Program, options: SuperviseOptions): Promise<void> {
  const { signal, onEvent } = options;
  let wait = BACKOFF_MS.first;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const exit = await runOnce(program, options);
    if (signal.aborted) return;

    if (performance.now() - startedAt > SETTLED_MS) wait = BACKOFF_MS.first;
    onEvent({ kind: "restarting", name: program.name, exit, inMs: wait });
    await delay(wait, undefined, { signal }).catch(() => undefined);
    wait = Math.min(BACKOFF_MS.most, wait * 2);
  }
}

/** @returns how it ended, for people: `code 1`, `SIGKILL` */
async function runOnce(
  { name, args, env }: Program,
  { signal, onLine, onEvent }: SuperviseOptions,
): Promise<string> {
  const child = spawn(process.execPath, ["--import", guard, ...args], {
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", onLine ? "pipe" : "inherit", "inherit", "ipc"],
  });
  if (onLine) forwardLines(child, onLine);

  let kill: NodeJS.Timeout | undefined;
  const stop = () => {
    child.kill("SIGTERM");
    kill = setTimeout(() => {
      onEvent({ kind: "killed", name });
      child.kill("SIGKILL");
    }, STOP_GRACE_MS);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, by) => resolve(by ?? `code ${code ?? 0}`));
    });
  } finally {
    clearTimeout(kill);
    signal.removeEventListener("abort", stop);
  }
}

function forwardLines({ stdout }: ChildProcess, onLine: (line: string) => void): void {
  let rest = "";
  stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}
