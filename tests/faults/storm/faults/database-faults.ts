import type { Fault } from "../faults.ts";

export const databaseFaults = {
  async "database locked"({ database }, random, note) {
    const ms = random.between(500, 3_000);
    note(`for ${ms} ms`);
    await database.lock(ms);
  },

  async "database stalls"({ database }, random, note) {
    const ms = random.between(1_000, 3_000);
    note(`for ${ms} ms`);
    await database.stall(ms, (pids) => random.pick(pids));
  },
} satisfies Record<string, Fault>;
