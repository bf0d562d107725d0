import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findFreePort } from "#services/free-port.ts";
import { until } from "#tests/support/until.ts";
import { readRunning } from "../../scripts/running.ts";
import { launchNpm, type Launched, untilGone } from "./launch.ts";

let dataDir: string;
let url: string;
let env: Record<string, string | undefined>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hastarekha-up-"));
  const port = String(await findFreePort());
  url = `http://127.0.0.1:${port}`;
  env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    PORT: port,
    DATA_DIR: dataDir,
  };
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe("npm start", () => {
  test("starts again whichever of its processes dies, and Redis with all it held", async () => {
    await using product = launchNpm(["start"], { env });
    await untilReady(product);
    for (const [name, command] of [
      ["worker", /worker\/main\.ts/],
      ["web", /remix-run\/serve/],
      ["redis", REDIS],
    ] as const) {
      const pid = await pidOf(product, command);
      if (name === "redis") await ask((redis) => redis.set("kept", "yes"));
      process.kill(pid, "SIGKILL");
      await until(async () => ![0, pid].includes(await pidOf(product, command)), {
        what: `the ${name} runs again`,
      });
      const told = product.lines.filter((line) => line.includes('"kind":"restarting"'));
      expect(told.at(-1)).toContain(`"name":"${name}"`);
      await untilReady(product);
    }
    expect(await ask((redis) => redis.get("kept"))).toBe("yes");
    await product.stop();
  });

  test("replaces a Redis that has lost its guard, so that never two write the same files", async () => {
    await using product = launchNpm(["start"], { env });
    await untilReady(product);
    const orphan = await pidOf(product, REDIS);
    await ask((redis) => redis.set("kept", "yes"));

    process.kill(await pidOf(product, /end-with-parent/), "SIGKILL");
    await untilGone([orphan]);
    await until(async () => (await pidOf(product, REDIS)) > 0, { what: "Redis runs again" });
    await untilReady(product);
    expect(await ask((redis) => redis.get("kept"))).toBe("yes");
    await product.stop();
  });

  test("a second one with the same data says what runs and where, and touches nothing", async () => {
    await using product = launchNpm(["start"], { env });
    await untilReady(product);
    const running = readRunning(dataDir);
    expect(running?.url).toBe(`${url}/`);
    expect(running?.redisUrl).toMatch(/^redis:/);
    const before = await readdir(dataDir);
    const redis = await pidOf(product, REDIS);

    const second = launchNpm(["start"], { env });
    expect(await second.exited).toBe(1);
    expect(second.lines).toHaveLength(1);
    expect(second.lines[0]).toContain(`${url}/`);
    expect(second.lines[0]).toContain(dataDir);
    expect(second.lines[0]).toContain(`process ${running?.pid}`);

    expect(await readdir(dataDir)).toEqual(before);
    expect(readRunning(dataDir)).toEqual(running);
    expect(await pidOf(product, REDIS)).toBe(redis);
    await untilReady(product);
    await product.stop();
    expect(readRunning(dataDir)).toBeUndefined();
    expect(await readdir(dataDir)).not.toContain("running.json");
  });

  test("takes over from one that was killed, whoever has its number now", async () => {
    await using killed = launchNpm(["start"], { env });
    await untilReady(killed);
    await ask((redis) => redis.set("kept", "yes"));
    const all = (await killed.children()).map(({ pid }) => pid);
    process.kill(readRunning(dataDir)?.pid ?? 0, "SIGKILL");
    await untilGone(all);
    const note = join(dataDir, "running.json");
    const left = JSON.parse(await readFile(note, "utf8")) as object;
    await writeFile(note, JSON.stringify({ ...left, pid: process.pid }));
    expect(readRunning(dataDir)).toBeUndefined();

    await using next = launchNpm(["start"], { env });
    await untilReady(next);
    expect(await ask((redis) => redis.get("kept"))).toBe("yes");
    await next.stop();
  });
});

const REDIS = /^\S*(redis|valkey)-server /;

/** 0 when there is none. */
async function pidOf(product: Launched, command: RegExp): Promise<number> {
  return (await product.children()).find((each) => command.test(each.command))?.pid ?? 0;
}

async function untilReady({ lines }: Launched): Promise<void> {
  const isReady = async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok === true;
  await until(isReady, {
    what: `it is ready; it said ${lines.join("\n")}`,
    withinMs: 60_000,
  });
}

async function ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(readRunning(dataDir)?.redisUrl ?? "");
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}
