import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { until } from "#tests/support/until.ts";
import type { Journal } from "./journal.ts";

export type ManagedProcess = {
  readonly name: string;
  readonly pid: () => number | undefined;
  readonly isUp: () => boolean;
  readonly untilReady: () => Promise<void>;
  /** Dies at once; resolves when it has been started again and is ready. */
  kill(): Promise<void>;
  /** Is told to end; resolves when it has, and its heir is ready. */
  term(): Promise<void>;
  /** Does nothing for so long, as a machine that swaps. */
  freeze(ms: number): Promise<void>;
  /** Ends it for good, in whatever state it is. */
  stop(): Promise<void>;
};

/** As a process manager waits before it starts a process again, milliseconds. */
const RESTART_MS = 300;

/** Longer than an orderly stop may take. */
const TERM_MS = 15_000;

/** How long a start may take on a machine that has much else to do, milliseconds. */
const START_MS = 30_000;

/** A process that is started again whenever it ends. Ends that nobody asked for stand in the journal as such. */
export function manageProcess(options: {
  readonly name: string;
  /** What lines of it are counted under: `worker` for each worker. */
  readonly kind: string;
  readonly args: readonly string[];
  /** What it writes when it has started. */
  readonly readyLine: RegExp;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly journal: Journal;
}): ManagedProcess {
  const { name, kind, args, readyLine, env, journal } = options;
  let child: ChildProcess | undefined;
  let expected: "SIGKILL" | "SIGTERM" | undefined;
  let isStopped = false;
  let isReady = false;

  function start(): void {
    const mine = spawn(process.execPath, args, {
      env: env as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = mine;
    expected = undefined;
    isReady = false;
    for (const stream of [mine.stdout, mine.stderr]) {
      let rest = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line !== "") journal.line(kind, line);
          if (readyLine.test(line) && child === mine) isReady = true;
        }
      });
    }
    mine.once("exit", (code, signal) => {
      const isExpected = signal === expected || (expected === "SIGTERM" && code === 0);
      const how = signal ?? `code ${code}`;
      journal.exit({
        process: name,
        at: Date.now(),
        how,
        isExpected: isExpected || isStopped,
        wasTold: expected === "SIGTERM",
      });
      if (child === mine) [child, isReady] = [undefined, false];
      if (!isStopped) setTimeout(() => isStopped || start(), RESTART_MS);
    });
  }

  async function send(signal: "SIGKILL" | "SIGTERM", withinMs: number): Promise<void> {
    const mine = child;
    if (!mine || mine.exitCode !== null || mine.signalCode !== null) return;
    // Who is being killed already dies of that.
    expected = expected === "SIGKILL" ? expected : signal;
    const gone = once(mine, "exit");
    mine.kill(signal);
    await Promise.race([gone, delay(withinMs, undefined, { ref: false })]);
  }

  const untilReady = () =>
    until(() => isStopped || isReady, { what: `${name} is ready`, withinMs: START_MS });

  start();
  return {
    name,
    untilReady,
    pid: () => child?.pid,
    isUp: () => isReady,
    async kill() {
      await send("SIGKILL", 5_000);
      await untilReady();
    },
    async term() {
      await send("SIGTERM", TERM_MS);
      await untilReady();
    },
    async freeze(ms) {
      const mine = child;
      mine?.kill("SIGSTOP");
      await delay(ms);
      mine?.kill("SIGCONT");
    },
    async stop() {
      isStopped = true;
      await send("SIGKILL", 5_000);
    },
  };
}
