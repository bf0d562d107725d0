import { pino, type Logger } from "pino";

/**
 * A logger that writes one JSON object a line to standard output.
 *
 * Messages are constants in the past tense, data goes into fields. Whatever could name a person or
 * unlock anything is censored here as a last line of defence; callers must not log it at all.
 */
export function createLogger(options: {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly process: string;
}): Logger {
  return pino({
    level: options.level,
    base: { process: options.process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["cookie", "authorization", "apiKey", "*.cookie", "*.authorization", "*.apiKey"],
      censor: "[censored]",
    },
  });
}
