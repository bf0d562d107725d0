import { setTimeout as delay } from "node:timers/promises";
import { GROUP } from "#queue/keys.ts";
import type { Fault } from "../faults.ts";

export const redisFaults = {
  async "kill -9 Redis"({ redis }, random, note) {
    const downMs = random.between(100, 2_000);
    note(`back after ${downMs} ms with all it held`);
    await redis.restart({ keeps: true, downMs });
  },

  async "kill -9 Redis, data lost"({ redis }, random, note) {
    const downMs = random.between(100, 2_000);
    note(`back after ${downMs} ms, empty`);
    await redis.restart({ keeps: false, downMs });
  },

  async "freeze Redis"({ redis }, random, note) {
    const ms = random.between(1_000, 4_000);
    note(`for ${ms} ms`);
    redis.server.signal("SIGSTOP");
    await delay(ms);
    redis.server.signal("SIGCONT");
  },

  async "DEBUG SLEEP"({ redis }, random, note) {
    const seconds = random.between(1, 2);
    note(`for ${seconds} s`);
    await redis.admin.call("DEBUG", "SLEEP", String(seconds));
  },

  async FLUSHALL({ redis }) {
    await redis.admin.flushall();
  },

  async "lose one key"({ redis }, random, note) {
    const keys = (await redis.admin.keys(`${redis.prefix}*`)).sort();
    const key = random.pick(keys);
    note(key.slice(redis.prefix.length));
    if (random.chance(0.5)) await redis.admin.del(key);
    else await redis.admin.unlink(key);
  },

  async "lose the group"({ redis }) {
    await redis.admin.xgroup("DESTROY", `${redis.prefix}ready`, GROUP);
  },

  async "lose a consumer"({ redis }, random, note) {
    const ready = `${redis.prefix}ready`;
    const consumers = (await redis.admin.xinfo("CONSUMERS", ready, GROUP)) as string[][];
    const name = random.pick(consumers.map(([, value = ""]) => value).sort());
    const pending = await redis.admin.xgroup("DELCONSUMER", ready, GROUP, name);
    note(`it held ${String(pending)}`);
  },

  async "CLIENT KILL"({ redis }) {
    await redis.admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  },

  async "SCRIPT FLUSH"({ redis }) {
    for (let times = 0; times < 10; times += 1) {
      await redis.admin.script("FLUSH");
      await delay(100);
    }
  },

  async "Redis is full"({ redis }, random, note) {
    const ms = random.between(1_000, 3_000);
    const used = Number(/used_memory:(\d+)/.exec(await redis.admin.info("memory"))?.[1]);
    note(`for ${ms} ms`);
    await redis.admin.config("SET", "maxmemory", String(used - 100_000));
    await delay(ms);
    await redis.admin.config("SET", "maxmemory", "0");
  },

  /** Ids have been given from a clock that goes ahead; after a loss they would be older than what rows have seen. */
  async "clock goes back"({ redis }) {
    const [seconds] = await redis.admin.time();
    const ahead = `${(Number(seconds) + 3_600) * 1_000}-0`;
    await redis.admin.call("XSETID", `${redis.prefix}ready`, ahead);
    await delay(1_500);
    await redis.admin.del(`${redis.prefix}ready`);
  },
} satisfies Record<string, Fault>;
