import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { keepRunning, type Restarting } from "./keep-running.ts";

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

export type SuperviseEvent = Restarting | { readonly kind: "killed"; readonly name: string };

/** After SIGTERM, before SIGKILL. With what follows it, all of `npm start` is gone in ten seconds. */
const STOP_GRACE_MS = 8_000;

const guard = fileURLToPath(new URL("./services/stop-when-orphaned.ts", import.meta.url));

/** Runs Node programs and starts again whichever dies, until told to stop. Resolves when all of them are gone. */
export async function supervise(
  programs: readonly Program[],
  options: SuperviseOptions,
): Promise<void> {
  await Promise.all(
    programs.map((program) => keepRunning(program.name, () => runOnce(program, options), options)),
  );
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
