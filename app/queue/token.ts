import type { Token } from "./define-job.ts";

/** The token of a stream entry: its id in fixed width, so that plain comparison orders runs. */
export function tokenOf(entry: string): Token {
  const [ms = "0", seq = "0"] = entry.split("-");
  return `${ms.padStart(18, "0")}-${seq.padStart(6, "0")}`;
}

/** The two numbers of the entry id that a token stands for. */
export function entryParts(token: Token): { readonly ms: number; readonly seq: number } {
  const [ms, seq] = token.split("-").map(Number);
  return { ms: ms ?? 0, seq: seq ?? 0 };
}

/** When an entry was written, by the clock of Redis, milliseconds. */
export function entryMs(entry: string): number {
  return Number(entry.slice(0, entry.indexOf("-")));
}
