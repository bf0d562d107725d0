import { randomUUID } from "node:crypto";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { createPaidCalls } from "#core/analyses/paid-calls.repo.ts";
import { openWorkerClient } from "#queue/connection.ts";
import { databases } from "#tests/support/databases.ts";
import { given as givenRow } from "#tests/support/given.ts";
import { createDailyBudget, type DailyBudget } from "./daily-budget.ts";

/** Takes what must be there. */
async function taken(budget: DailyBudget, cost: number) {
  const money = await budget.take(cost);
  if (typeof money === "string") throw new Error(`the day's money is ${money}`);
  return money;
}

describe.each(databases)("the daily budget, on $name", ({ open }) => {
  async function given(dailyUsd: number | undefined) {
    const database = await open();
    onTestFinished(() => database[Symbol.asyncDispose]());
    const redis = openWorkerClient({ url: inject("redisUrl"), onError: () => undefined });
    onTestFinished(() => redis.disconnect());
    const prefix = `test-${randomUUID().slice(0, 8)}`;
    const clock = { now: () => new Date() };
    const create = () => createDailyBudget({ redis, db: database.db, clock, dailyUsd, prefix });
    const key = `${prefix}:{budget}:day:${clock.now().toISOString().slice(0, 10)}`;
    return { ...database, redis, key, create };
  }

  /** 1 million tokens in and as many out: 2 dollars. */
  const pay = async (db: Awaited<ReturnType<typeof given>>["db"]) => {
    const { id } = await givenRow.analysis(db);
    await createPaidCalls(db, id).once("read:1", async () => ({
      response: "{}",
      model: "gpt-4.1-mini-2025-04-14",
      usage: { promptTokens: 1_000_000, completionTokens: 1_000_000 },
    }));
  };

  test("calls are let through until the next one could exceed it", async () => {
    const budget = (await given(1)).create();
    await taken(budget, 600_000);
    expect(await budget.take(600_000)).toBe("reserved");
    await taken(budget, 400_000);
    expect(await budget.read()).toEqual({ spent: 1_000_000, limit: 1_000_000 });
  });

  test("what a call did not cost is free again", async () => {
    const budget = (await given(1)).create();
    const money = await taken(budget, 900_000);
    await money.correct(100_000);
    await taken(budget, 900_000);
  });

  test("money that calls under way may leave over is told from money that is spent", async () => {
    const budget = (await given(1)).create();
    const money = await taken(budget, 900_000);
    expect(await budget.take(200_000)).toBe("reserved");
    await money.correct(850_000);
    expect(await budget.take(200_000)).toBe("spent");
  });

  test("what processes that died had reserved counts as spent in the end", async () => {
    const { create, redis, key } = await given(1);
    const budget = create();
    await taken(budget, 900_000);
    await redis.hincrby(key, "takenAt", -11 * 60_000);
    expect(await budget.take(200_000)).toBe("spent");
  });

  test("a Redis that has forgotten begins with what the rows say was paid today", async () => {
    const { db, create, redis, key } = await given(3);
    await pay(db);
    const budget = create();
    expect(await budget.read()).toEqual({ spent: 2_000_000, limit: 3_000_000 });
    expect(await budget.take(1_500_000)).toBe("spent");
    await redis.del(key);
    expect(await budget.take(1_500_000)).toBe("spent");
    await taken(budget, 900_000);
  });

  test("a Redis that keeps nothing is no money that is spent", async () => {
    const { create, redis, key } = await given(3);
    const budget = create();
    const begin = redis as unknown as { hrBudgetBegin: (...args: unknown[]) => Promise<unknown> };
    begin.hrBudgetBegin = () => redis.del(key);

    await expect(budget.take(1)).rejects.toThrow("lost the day's spending");
  });

  test("calls that were under way when Redis forgot the day are counted when they end", async () => {
    const { create, redis, key } = await given(10);
    const budget = create();
    const calls = [await taken(budget, 500_000), await taken(budget, 500_000)];
    await redis.del(key);
    await taken(budget, 100_000);
    for (const call of calls) await call.correct(300_000);
    expect(await budget.read()).toMatchObject({ spent: 700_000 });
  });

  test("what a call cost counts once when it is told twice", async () => {
    const budget = (await given(10)).create();
    const money = await taken(budget, 500_000);
    await money.correct(300_000);
    await money.correct(300_000);
    expect(await budget.read()).toMatchObject({ spent: 300_000 });
  });

  test("yesterday's money is not today's", async () => {
    const { db, create } = await given(1);
    await pay(db);
    await db
      .updateTable("provider_calls")
      .set({ created_at: Date.now() - 86_400_000 })
      .execute();
    expect(await create().read()).toMatchObject({ spent: 0 });
  });

  test("without a budget money is counted and never refused", async () => {
    const budget = (await given(undefined)).create();
    await taken(budget, 1e12);
    expect(await budget.read()).toEqual({ spent: 1e12, limit: null });
  });
});
