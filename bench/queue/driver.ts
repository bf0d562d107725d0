import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type {
  AddRequest,
  Finished,
  Request,
  Sent,
  SendRequest,
  Usage,
  WorkRequest,
} from "./drivers/protocol.ts";
import { onCore } from "./host.ts";

/** How to start a driver of a system for the Redis at a URL. */
export type Command = (url: string) => {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** A line that a watched driver says by itself. */
export type Said = { readonly started?: number; readonly done?: number };

/** A process that sends or works; ours, or a rival's. */
export type Driver = {
  add(request: Omit<AddRequest, "do">): Promise<Usage>;
  send(request: Omit<SendRequest, "do">): Promise<Sent>;
  work(request: Omit<WorkRequest, "do">): Promise<void>;
  finish(queue: string): Promise<Finished>;
  stop(queue: string): Promise<void>;
  committed(queue: string, numbers: readonly number[]): Promise<void>;
  usage(): Promise<Omit<Usage, "ms">>;
  rest(): Promise<void>;
  /** kill -9 of the process and of all that it has started. */
  kill(): Promise<void>;
  end(): Promise<void>;
};

/** No step of a measure takes longer; a driver that is silent for so long is broken. */
const LIMIT_MS = 120_000;
const FINISH_LIMIT_MS = 100_000;
const END_GRACE_MS = 3_000;

type Answer = {
  readonly ready?: true;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
} & Said;

const alive = new Set<number>();
process.on("exit", () => {
  for (const pid of alive) killTree(pid);
});

export async function startDriver(
  command: Command,
  url: string,
  onSaid: (said: Said) => void = () => undefined,
): Promise<Driver> {
  const { program, args, env } = command(url);
  const [runner, ...rest] = onCore("clients", program, args);
  // A group of its own: Ctrl-C is for us, who then end it.
  const child = spawn(runner ?? program, rest, {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: { ...process.env, ...env },
  });
  const { pid } = child;
  if (pid !== undefined) alive.add(pid);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const ready = Promise.withResolvers<undefined>();
  const gone = Promise.withResolvers<undefined>();
  let lastWords = "";
  let ids = 0;

  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });
  child.once("error", (error) => {
    ready.reject(error);
    gone.resolve(undefined);
  });
  child.once("exit", () => {
    const error = new Error(`a driver has ended (${program} ${args.join(" ")})\n${lastWords}`);
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    gone.resolve(undefined);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const answer = JSON.parse(line) as Answer;
    if (answer.ready) return ready.resolve(undefined);
    if (answer.id === undefined) return onSaid(answer);
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.value);
    else asked?.reject(new Error(`${program} ${args.join(" ")}: ${answer.error}\n${lastWords}`));
  });

  async function ask<Value>(request: Request): Promise<Value> {
    const id = (ids += 1);
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    const timer = setTimeout(
      () => answer.reject(new Error(`no answer to ${request.do}\n${lastWords}`)),
      LIMIT_MS,
    );
    try {
      return (await answer.promise) as Value;
    } finally {
      clearTimeout(timer);
    }
  }

  async function kill(): Promise<void> {
    if (pid === undefined) return;
    killTree(pid);
    await gone.promise;
    alive.delete(pid);
  }

  await ready.promise;
  return {
    add: (request) => ask({ do: "add", ...request }),
    send: (request) => ask({ do: "send", ...request }),
    work: (request) => ask({ do: "work", ...request }),
    finish: (queue) => ask({ do: "finish", queue, limitMs: FINISH_LIMIT_MS }),
    stop: (queue) => ask({ do: "stop", queue }),
    committed: (queue, numbers) => ask({ do: "committed", queue, numbers }),
    usage: () => ask({ do: "usage" }),
    rest: () => ask({ do: "rest" }),
    kill,
    async end() {
      child.stdin.end();
      const timer = setTimeout(() => pid !== undefined && killTree(pid), END_GRACE_MS);
      await gone.promise;
      clearTimeout(timer);
      // Whatever it had started and not ended goes with it.
      if (pid !== undefined) {
        killTree(pid);
        alive.delete(pid);
      }
    },
  };
}

/** Ends a process and all that it has started, also what has made a group of its own. */
function killTree(pid: number): void {
  for (const one of [-pid, ...listDescendants(pid)]) {
    try {
      process.kill(one, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function listDescendants(pid: number): readonly number[] {
  const children = Map.groupBy(listParents(), ([, parent]) => parent);
  const found = [pid];
  // The list grows while it is gone through.
  for (const one of found) found.push(...(children.get(one) ?? []).map(([child]) => child));
  return found.slice(1);
}

/** Every process with its parent; none where there is no /proc. */
function listParents(): readonly (readonly [pid: number, parent: number])[] {
  if (!existsSync("/proc/self/stat")) return [];
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, parent] = /^.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      return [[Number(name), Number(parent)] as const];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
