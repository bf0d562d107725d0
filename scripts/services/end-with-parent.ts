import { spawn } from "node:child_process";

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
child.once("exit", (code) => process.exit(code ?? 1));
