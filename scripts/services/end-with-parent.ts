import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * Runs a program that must not outlive whoever asked for it: `node end-with-parent.ts PROGRAM ARGUMENT…`.
 * The parent holds the other end of our standard input. However the parent ends, even by kill -9, that
 * pipe closes, and the program is told to end.
 */
const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: "ignore" });

process.stdin.resume();
process.stdin.once("end", () => child.kill("SIGTERM"));
process.stdin.once("error", () => child.kill("SIGTERM"));
process.on("SIGTERM", () => child.kill("SIGTERM"));
process.on("SIGINT", () => undefined);
child.once("error", () => process.exit(127));
// As a shell says it: 137 is SIGKILL.
child.once("exit", (code, by) => process.exit(code ?? 128 + (by ? constants.signals[by] : 0)));
