import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded into a web process by a benchmark: says every half second how late its event loop was, milliseconds. Threads
 * are given the same flags; theirs may be as late as they like.
 */
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const toMs = (nanoseconds: number) => Math.round(nanoseconds / 1e4) / 100;
  setInterval(() => {
    console.log(
      JSON.stringify({ loopDelay: { p99: toMs(delay.percentile(99)), max: toMs(delay.max) } }),
    );
    delay.reset();
  }, 500).unref();
}
