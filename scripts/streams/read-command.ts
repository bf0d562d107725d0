import { parseArgs } from "node:util";
import { Refused } from "../operator.ts";

export const usage = `Usage:
  npm run streams -- info                        every stream: depth, age, rate, times
  npm run streams -- tail [--follow]             what happened last, and what happens [--job ID] [--worker NAME]
  npm run streams -- pending                     what workers hold
  npm run streams -- consumers [remove NAME]     the workers
  npm run streams -- dead [retry ID|--all | drop ID]
  npm run streams -- pause|resume STREAM
  npm run streams -- promote|claim-away ID       a delayed job now; a held one away from its worker
  npm run streams -- explain ID                  one job: its row, Redis, and what happens next
  npm run streams -- reconcile [--dry-run]       puts into line what Redis does not know
  npm run streams -- drain [--timeout SECONDS]   pauses and waits until no worker holds anything

With --stream STREAM it is about one stream only. With --json every line is one JSON object.
Exit codes: 0 done, 1 refused or not found, 2 not understood.`;

export type JobCommand = "retry" | "drop" | "promote" | "claim-away";

type Does =
  | { readonly command: "info" | "pending" | "consumers" | "dead" | "retry-all" }
  | { readonly command: "remove-consumer"; readonly name: string }
  | { readonly command: "pause" | "resume"; readonly name: string }
  | { readonly command: JobCommand | "explain"; readonly id: string }
  | { readonly command: "reconcile"; readonly isDryRun: boolean }
  | { readonly command: "drain"; readonly timeoutMs: number }
  | {
      readonly command: "tail";
      readonly isFollowing: boolean;
      readonly job: string | null;
      readonly worker: string | null;
    };

export type Command = Does & {
  readonly isJson: boolean;
  /** Null for all streams. */
  readonly stream: string | null;
};

/** How long `drain` waits unless told otherwise, seconds. */
const DRAIN_SECONDS = 60;

/** The options that only some commands take. */
const special = {
  tail: ["follow", "job", "worker"],
  dead: ["all"],
  reconcile: ["dry-run"],
  drain: ["timeout"],
} as const;

/** @throws Refused with how to use it */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name = "", ...rest] = positionals;
  const allowed: readonly string[] = [
    "json",
    "stream",
    ...(Object.entries(special).find(([command]) => command === name)?.[1] ?? []),
  ];
  if (Object.keys(values).some((option) => !allowed.includes(option))) throw misunderstood();
  const common = { isJson: values.json === true, stream: values.stream ?? null };
  return { ...common, ...readDoes(name, rest, values) };
}

function readDoes(name: string, rest: readonly string[], values: Values): Does {
  const [first, second] = rest;
  switch (name) {
    case "info":
    case "pending":
      if (rest.length === 0) return { command: name };
      break;
    case "consumers":
      if (rest.length === 0) return { command: name };
      if (first === "remove" && second !== undefined && rest.length === 2) {
        return { command: "remove-consumer", name: second };
      }
      break;
    case "dead":
      if (rest.length === 0 && values.all !== true) return { command: name };
      if (first === "retry" && rest.length === 1 && values.all === true) {
        return { command: "retry-all" };
      }
      if ((first === "retry" || first === "drop") && second !== undefined && rest.length === 2) {
        if (values.all !== true) return { command: first, id: second };
      }
      break;
    case "pause":
    case "resume":
      if (first !== undefined && rest.length === 1) return { command: name, name: first };
      break;
    case "promote":
    case "claim-away":
    case "explain":
      if (first !== undefined && rest.length === 1) return { command: name, id: first };
      break;
    case "reconcile":
      if (rest.length === 0) return { command: name, isDryRun: values["dry-run"] === true };
      break;
    case "drain": {
      const seconds = Number(values.timeout ?? DRAIN_SECONDS);
      if (rest.length === 0 && seconds >= 0 && seconds <= 86_400) {
        return { command: name, timeoutMs: seconds * 1000 };
      }
      break;
    }
    case "tail":
      if (rest.length === 0) {
        return {
          command: name,
          isFollowing: values.follow === true,
          job: values.job ?? null,
          worker: values.worker ?? null,
        };
      }
      break;
  }
  throw misunderstood();
}

type Values = ReturnType<typeof parse>["values"];

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        stream: { type: "string" },
        follow: { type: "boolean" },
        job: { type: "string" },
        worker: { type: "string" },
        all: { type: "boolean" },
        "dry-run": { type: "boolean" },
        timeout: { type: "string" },
      },
    });
  } catch (error) {
    throw misunderstood(error instanceof Error ? error.message : "");
  }
}

function misunderstood(why = ""): Refused {
  return new Refused(why === "" ? usage : `${why}\n\n${usage}`, 2);
}
