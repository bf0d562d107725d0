import type { Redis } from "ioredis";
import { until } from "#tests/support/until.ts";

/** What Redis uses when nobody but us is connected, bytes: what connections cost differs from moment to moment. */
export type MemoryUse = {
  readonly used: number;
  /** What keeps the last events, dead letters and minutes, and is bounded by its own rules. */
  readonly history: number;
  /** What each other key takes, for whoever wonders where it went. */
  readonly keys: Readonly<Record<string, number>>;
};

/** What must not grow: what the queue itself still holds on to. */
export function heldBytes({ used, history }: MemoryUse): number {
  return used - history;
}

const histories = /:(events|dead|deadInfo|stat:\d+)$/;

/** For when everybody else has left, or has not come yet. */
export async function readMemory(admin: Redis): Promise<MemoryUse> {
  const countClients = async () =>
    String(await admin.client("LIST"))
      .trim()
      .split("\n").length;
  await until(async () => (await countClients()) === 1, { what: "everybody has left Redis" });
  // Scripts are known again as soon as somebody calls them; the list of slow commands is bounded by Redis.
  await admin.script("FLUSH");
  await admin.slowlog("RESET");
  await admin.call("MEMORY", "PURGE");
  let history = 0;
  const keys: Record<string, number> = {};
  for (const key of await admin.keys("*")) {
    const bytes = (await admin.memory("USAGE", key, "SAMPLES", "0")) ?? 0;
    if (histories.test(key)) history += bytes;
    else keys[key] = bytes;
  }
  return { used: await readUsed(admin), history, keys };
}

export async function readUsed(admin: Redis): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await admin.info("memory"))?.[1]);
}
