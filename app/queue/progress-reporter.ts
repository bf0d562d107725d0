import type { Json } from "./define-job.ts";

/** At most two reports a second; what is said in between is replaced by what is said last. */
const MIN_INTERVAL_MS = 500;

export type ProgressReporter = {
  report(value: Json): void;
  /** Sends what still waits. */
  flush(): Promise<void>;
};

/** Tells a job's progress through `send`, throttled. Failures are dropped: progress is best effort. */
export function createProgressReporter(send: (value: Json) => Promise<unknown>): ProgressReporter {
  let waiting: { readonly value: Json } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();

  function sendNow(): void {
    if (!waiting) return;
    const { value } = waiting;
    waiting = undefined;
    // One after the other, so that an early report cannot overtake a late one.
    sending = sending.then(() => send(value)).catch(() => undefined);
  }

  return {
    report(value) {
      waiting = { value };
      if (timer) return;
      sendNow();
      timer = setTimeout(() => {
        timer = undefined;
        sendNow();
      }, MIN_INTERVAL_MS);
      timer.unref();
    },

    async flush() {
      clearTimeout(timer);
      timer = undefined;
      sendNow();
      await sending;
    },
  };
}
