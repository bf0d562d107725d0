import type { Redis } from "ioredis";
import { listPaidTokens } from "#core/analyses/paid-calls.repo.ts";
import type { Db } from "#core/database.ts";
import type { Clock } from "#core/ports.ts";
import { costOf } from "./prices.ts";

/** Input: cost, limit (0: none). Output: {-1, 0} nobody counts this day yet · {0 | 1 taken, spent}. */
const TAKE = `
local spent = redis.call('GET', KEYS[1])
if not spent then return { -1, 0 } end
local cost, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
if limit > 0 and spent + cost > limit then return { 0, tonumber(spent) } end
return { 1, redis.call('INCRBY', KEYS[1], cost) }`;

/** A day that is not counted any more is not begun again with a correction. */
const CORRECT = `if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('INCRBY', KEYS[1], ARGV[1]) end`;

type BudgetRedis = Redis & {
  hrBudgetTake(key: string, cost: number, limit: number): Promise<[-1 | 0 | 1, number]>;
  hrBudgetCorrect(key: string, change: number): Promise<null>;
};

/** Of the present UTC day, in millionths of a dollar. */
export type Spending = { readonly spent: number; readonly limit: number | null };

export interface DailyBudget {
  /** Takes the most that a call may cost. Undefined when the day's money does not suffice for it. */
  take(
    cost: number,
  ): Promise<{ readonly correct: (realCost: number) => Promise<void> } | undefined>;
  read(): Promise<Spending>;
  /** Until the next UTC day, milliseconds. */
  renewsInMs(): number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Money spent a day, by all workers together. Redis counts, because a deleted analysis takes its rows along; when Redis
 * has forgotten, it starts from the rows.
 */
export function createDailyBudget({
  redis: client,
  db,
  clock,
  dailyUsd,
  prefix = "hr",
}: {
  readonly redis: Redis;
  readonly db: Db;
  readonly clock: Clock;
  readonly dailyUsd: number | undefined;
  readonly prefix?: string;
}): DailyBudget {
  client.defineCommand("hrBudgetTake", { numberOfKeys: 1, lua: TAKE });
  client.defineCommand("hrBudgetCorrect", { numberOfKeys: 1, lua: CORRECT });
  const redis = client as BudgetRedis;
  const limit = dailyUsd === undefined ? 0 : Math.round(dailyUsd * 1e6);
  const today = () => clock.now().toISOString().slice(0, 10);
  const keyOf = (day: string) => `${prefix}:{budget}:${day}`;

  async function count(day: string): Promise<void> {
    const paid = await listPaidTokens(db, new Date(`${day}T00:00:00Z`));
    const spent = paid.reduce((sum, tokens) => sum + costOf(tokens.model, tokens), 0);
    await redis.set(keyOf(day), spent, "EX", (2 * DAY_MS) / 1000, "NX");
  }

  return {
    async take(cost) {
      const day = today();
      let [code] = await redis.hrBudgetTake(keyOf(day), cost, limit);
      if (code === -1) {
        await count(day);
        [code] = await redis.hrBudgetTake(keyOf(day), cost, limit);
      }
      if (code !== 1) return undefined;
      return {
        async correct(realCost) {
          await redis.hrBudgetCorrect(keyOf(day), realCost - cost);
        },
      };
    },
    async read() {
      const day = today();
      if ((await redis.exists(keyOf(day))) === 0) await count(day);
      return { spent: Number(await redis.get(keyOf(day))), limit: limit === 0 ? null : limit };
    },
    renewsInMs: () => DAY_MS - (clock.now().getTime() % DAY_MS),
  };
}
