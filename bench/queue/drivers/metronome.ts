import { parentPort, workerData } from "node:worker_threads";
import { now } from "./adapter.ts";

/**
 * Says when to send, from a thread of its own: a timer of the event loop comes up to a millisecond late, more than
 * what is to be measured. First it tells the moment that the offsets count from.
 */
const { offsetsMs } = workerData as { readonly offsetsMs: readonly number[] };
const nobody = new Int32Array(new SharedArrayBuffer(4));
const base = now() + 20;

parentPort?.postMessage(base);
for (const offset of offsetsMs) {
  const wait = base + offset - now();
  if (wait > 0) Atomics.wait(nobody, 0, 0, wait);
  parentPort?.postMessage(-1);
}
