import { monitorEventLoopDelay } from "node:perf_hooks";

/** Loaded into a web process by a benchmark: says every half second how late its event loop was, milliseconds. */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
setInterval(() => {
  const toMs = (nanoseconds: number) => Math.round(nanoseconds / 1e4) / 100;
  console.log(
    JSON.stringify({ loopDelay: { p99: toMs(delay.percentile(99)), max: toMs(delay.max) } }),
  );
  delay.reset();
}, 500).unref();
