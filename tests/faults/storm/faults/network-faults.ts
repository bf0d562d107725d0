import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../faults.ts";

export const networkFaults = {
  async "Redis connections cut again and again"(world) {
    for (let times = 0; times < 10; times += 1) {
      world.reset("redis");
      await delay(200);
    }
  },

  async "Redis cut off"(world, random, note) {
    const ms = random.between(500, 2_500);
    const kind = random.pick(["refuse", "cut"] as const);
    note(`${kind} for ${ms} ms`);
    await world.disturb("redis", { kind }, ms);
  },

  async "Redis in a black hole"(world, random, note) {
    const ms = random.between(1_000, 5_000);
    note(`for ${ms} ms`);
    await world.disturb("redis", { kind: "blackhole" }, ms);
  },

  async "replies of Redis lost"(world, random, note) {
    const ms = random.between(300, 1_500);
    note(`for ${ms} ms`);
    await world.disturb("redis", { kind: "dropReplies" }, ms);
  },

  async "Redis far away"(world, random, note) {
    const latency = random.between(20, 150);
    note(`${latency} ms each way for 3 s`);
    await world.disturb("redis", { kind: "latency", ms: latency }, 3_000);
  },

  async "provider cut off"(world, random, note) {
    const ms = random.between(500, 1_500);
    const kind = random.pick(["refuse", "cut"] as const);
    note(`${kind} for ${ms} ms`);
    await world.disturb("provider", { kind }, ms);
  },

  async "provider in a black hole"(world, random, note) {
    const ms = random.between(1_000, 4_000);
    note(`for ${ms} ms`);
    await world.disturb("provider", { kind: "blackhole" }, ms);
  },
} satisfies Record<string, Fault>;
