import { randomUUID } from "node:crypto";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { createPaidCalls } from "#core/analyses/paid-calls.repo.ts";
import { openWorkerClient } from "#queue/connection.ts";
import { databases } from "#tests/support/databases.ts";
import { given as givenRow } from "#tests/support/given.ts";
import { createDailyBudget } from "./daily-budget.ts";

describe.each(databases)("the daily budget, on $name", ({ open }) => {
  async function given(dailyUsd: number | undefined) {
    const database = await open();
    onTestFinished(() => database[Symbol.asyncDispose]());
    const redis = openWorkerClient({ url: inject("redisUrl"), onError: () => undefined });
    onTestFinished(() => redis.disconnect());
    const prefix = `test-${randomUUID().slice(0, 8)}`;
    const clock = { now: () => new Date() };
    const create = () => createDailyBudget({ redis, db: database.db, clock, dailyUsd, prefix });
    return { ...database, redis, prefix, clock, create };
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
    expect(await budget.take(600_000)).toBeDefined();
    expect(await budget.take(600_000)).toBeUndefined();
    expect(await budget.take(400_000)).toBeDefined();
    expect(await budget.read()).toEqual({ spent: 1_000_000, limit: 1_000_000 });
  });

  test("what a call did not cost is free again", async () => {
    const budget = (await given(1)).create();
    const taken = await budget.take(900_000);
    await taken?.correct(100_000);
    expect(await budget.take(900_000)).toBeDefined();
  });

  test("a Redis that has forgotten begins with what the rows say was paid today", async () => {
    const { db, create, redis, prefix, clock } = await given(3);
    await pay(db);
    const budget = create();
    expect(await budget.read()).toEqual({ spent: 2_000_000, limit: 3_000_000 });
    expect(await budget.take(1_500_000)).toBeUndefined();
    await redis.del(`${prefix}:{budget}:${clock.now().toISOString().slice(0, 10)}`);
    expect(await budget.take(1_500_000)).toBeUndefined();
    expect(await budget.take(900_000)).toBeDefined();
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
    expect(await budget.take(1e12)).toBeDefined();
    expect(await budget.read()).toEqual({ spent: 1e12, limit: null });
  });
});
