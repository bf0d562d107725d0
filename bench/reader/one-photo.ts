import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { lookInThread } from "#platform/readers/look-in-thread.ts";
import type { OnePhoto } from "./measure-one-photo.ts";

/** Looks at one photo as often as told, in the thread that a worker would use, and prints what it cost as JSON. */
const RESOLUTION_MS = 2;
const TIMES = 20;

const photo = await readFile(process.argv[2] ?? "");
/** Of this program: `resourceUsage().maxRSS` also has that of the process which started it. */
const megabytes = () =>
  Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? NaN) / 1024;

const idle = await delayDuring(() => sleep(1500));
const megabytesBefore = megabytes();
const seconds: number[] = [];
const busy = await delayDuring(async () => {
  for (let time = 0; time < TIMES; time += 1) {
    const before = process.cpuUsage();
    await lookInThread(photo, { declared: "left", signal: AbortSignal.timeout(30_000) });
    const spent = process.cpuUsage(before);
    seconds.push((spent.user + spent.system) / 1e6);
  }
});
const [first = NaN, ...later] = seconds;
later.sort((one, other) => one - other);
console.log(
  JSON.stringify({
    firstSeconds: first,
    laterSeconds: later[later.length >> 1] ?? NaN,
    megabytesBefore,
    megabytes: megabytes(),
    idleDelay: idle.most,
    delay: busy.most,
    delay99: busy.most99,
  } satisfies OnePhoto),
);

/** Milliseconds by which the event loop was late. */
async function delayDuring(
  work: () => Promise<unknown>,
): Promise<{ most: number; most99: number }> {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  await work();
  histogram.disable();
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return { most: late(histogram.max), most99: late(histogram.percentile(99)) };
}
