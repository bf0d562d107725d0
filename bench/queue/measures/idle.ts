import { setTimeout as delay } from "node:timers/promises";
import { startBenchRedis } from "../bench-redis.ts";
import { startDriver } from "../driver.ts";
import type { System } from "../systems.ts";
import { nextQueue, type Taken } from "./measure.ts";

const WORKERS = 3;
const SETTLE_MS = 3_000;

/** What three workers with nothing to do ask of Redis and of the processor, each and per second. */
export async function measureIdle(system: System, seconds: number): Promise<Taken> {
  const redis = await startBenchRedis();
  const driver = await startDriver(system.command, redis.url);
  try {
    const queue = nextQueue();
    await driver.work({
      queue,
      count: 1,
      backlog: 0,
      concurrency: Math.min(10, Math.max(...system.drains)),
      workers: WORKERS,
      sleepMs: 0,
      record: false,
      watch: false,
    });
    await delay(SETTLE_MS);
    const [before, cpuBefore] = [await redis.read(), await driver.usage()];
    await delay(seconds * 1_000);
    const [after, cpuAfter] = [await redis.read(), await driver.usage()];
    const each = seconds * WORKERS;
    return {
      figures: {
        "idle.commands": (after.commands - before.commands) / each,
        "idle.cpu": (cpuAfter.cpuMs - cpuBefore.cpuMs) / each,
        "idle.redisCpu": (after.cpuMs - before.cpuMs) / each,
      },
    };
  } finally {
    await driver.kill();
    await redis.stop();
  }
}
