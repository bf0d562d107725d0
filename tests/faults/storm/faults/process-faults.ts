import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../faults.ts";

export const processFaults = {
  async "kill -9 worker"({ workers }, random, note) {
    const worker = random.pick(workers);
    note(worker.name);
    await worker.kill();
  },

  /** Longer than others wait for its heartbeat: it wakes up as one who was thought dead. */
  async "freeze worker"({ workers }, random, note) {
    const worker = random.pick(workers);
    const ms = random.between(3_500, 6_000);
    note(`${worker.name} for ${ms} ms`);
    await worker.freeze(ms);
  },

  async "SIGTERM worker"({ workers }, random, note) {
    const worker = random.pick(workers);
    note(worker.name);
    await worker.term();
  },

  async "rolling restart"({ workers }) {
    const restarts = workers.map(async (worker, index) => {
      await delay(index * 1_500);
      await worker.term();
    });
    await Promise.all(restarts);
  },

  async "kill -9 web"({ web }) {
    await web.kill();
  },
} satisfies Record<string, Fault>;
