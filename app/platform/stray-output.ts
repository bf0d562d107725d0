import { format } from "node:util";
import type { Log } from "#core/ports.ts";

/**
 * Sends whatever libraries and Node itself would print (console, warnings) through the log, so that
 * every line of the process is one JSON object. Call it once, in a production process.
 */
export function sendStrayOutputToLog(log: Log): void {
  const toLog =
    (write: (data: object, message: string) => void) =>
    (...args: unknown[]) => {
      // remix-serve passes console.error as a callback, which is then called with no error.
      if (args.every((arg) => arg === undefined)) return;
      write({ text: format(...args) }, "console line written");
    };
  const info = toLog((data, message) => log.info(data, message));
  const warn = toLog((data, message) => log.warn(data, message));
  console.log = info;
  console.info = info;
  console.debug = info;
  console.warn = warn;
  console.error = toLog((data, message) => log.error(data, message));

  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.warn({ err: warning }, "node warned"));
}

/** How long `endInOrder` may take, milliseconds. */
const LAST_WORDS_MS = 2_000;

/**
 * A bug outside every request or job: say so and end, so that a supervisor starts a clean process.
 *
 * @param endInOrder ends the process by itself, or is cut off
 */
export function exitOnStrayError(log: Log, endInOrder?: () => void): void {
  process.on("uncaughtException", (error, origin) => {
    log.error({ err: error, origin }, "process ended by an unexpected error");
    process.exitCode = 1;
    // The log's stream is synchronous enough to flush within the shorter time.
    setTimeout(() => process.exit(1), endInOrder ? LAST_WORDS_MS : 100).unref();
    endInOrder?.();
  });
}
