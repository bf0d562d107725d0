import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { listPaidTokens } from "#core/analyses/paid-calls.repo.ts";
import type { Db } from "#core/database.ts";
import type { Clock } from "#core/ports.ts";
import { costOf } from "./prices.ts";

/**
 * The day is one hash: `spent`, which is known or believed to be paid, `reserved` by calls that are under way, `takenAt`,
 * when that last grew, `t:<call>` what was taken for each of them, and `born`, which differs once Redis has lost the day
 * and somebody has begun it anew. Everything may be sent twice.
 *
 * Input: cost, limit (0: none), ms after which a call is not under way any more, call.
 * Output: {code, born}; code -1 nobody counts this day yet · 0 spent · 1 taken · 2 there may be room once calls have ended.
 */
const TAKE = `
local K = KEYS[1]
local spent = tonumber(redis.call('HGET', K, 'spent') or '')
if not spent then return { -1, '' } end
local born = redis.call('HGET', K, 'born')
if redis.call('HEXISTS', K, 't:' .. ARGV[4]) == 1 then return { 1, born } end
local T = redis.call('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)
local cost, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
local reserved = tonumber(redis.call('HGET', K, 'reserved') or 0)
if limit > 0 and spent + reserved + cost > limit then
  if spent + cost > limit then return { 0, born } end
  -- What is reserved for so long was left behind by processes that died: it may have been paid.
  if now - tonumber(redis.call('HGET', K, 'takenAt') or 0) > tonumber(ARGV[3]) then return { 0, born } end
  return { 2, born }
end
redis.call('HINCRBY', K, 'reserved', cost)
redis.call('HSET', K, 'takenAt', now, 't:' .. ARGV[4], cost)
return { 1, born }`;

/**
 * Input: real cost, call, `born` when it was let through. A day that is not counted any more is not begun again with a
 * correction; one that was begun anew has nothing reserved for the call, and does not know what it cost.
 */
const CORRECT = `
local K = KEYS[1]
local born = redis.call('HGET', K, 'born')
if not born then return end
local taken = redis.call('HGET', K, 't:' .. ARGV[2])
if taken then
  redis.call('HDEL', K, 't:' .. ARGV[2])
  redis.call('HINCRBY', K, 'reserved', -taken)
elseif born == ARGV[3] then return end
redis.call('HINCRBY', K, 'spent', ARGV[1])`;

/** Input: spent, seconds to keep, born. Whoever comes second finds the day begun. */
const BEGIN = `
if redis.call('HSETNX', KEYS[1], 'born', ARGV[3]) == 1 then
  redis.call('HSET', KEYS[1], 'spent', ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end`;

type BudgetRedis = Redis & {
  hrBudgetTake(
    key: string,
    cost: number,
    limit: number,
    callMs: number,
    call: string,
  ): Promise<[code: -1 | 0 | 1 | 2, born: string]>;
  hrBudgetCorrect(key: string, realCost: number, call: string, born: string): Promise<null>;
  hrBudgetBegin(key: string, spent: number, seconds: number, born: string): Promise<null>;
};

/** Money for one call. It has to be told what the call really cost. */
export type TakenMoney = { readonly correct: (realCost: number) => Promise<void> };

/** Of the present UTC day, what is reserved for calls included, in millionths of a dollar. */
export type Spending = { readonly spent: number; readonly limit: number | null };

export interface DailyBudget {
  /**
   * Takes the most that a call may cost. `spent`: the day's money does not suffice for it; `reserved`: it may, once
   * calls that are under way have cost less than was taken for them.
   *
   * @throws whatever Redis or the database does, and when Redis keeps nothing at the moment
   */
  take(cost: number): Promise<TakenMoney | "spent" | "reserved">;
  read(): Promise<Spending>;
  /** Until the next UTC day, milliseconds. */
  renewsInMs(): number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longer than any call waits for its turn and its answer. */
const CALL_MS = 10 * 60_000;

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
  client.defineCommand("hrBudgetBegin", { numberOfKeys: 1, lua: BEGIN });
  const redis = client as BudgetRedis;
  const limit = dailyUsd === undefined ? 0 : Math.round(dailyUsd * 1e6);
  const today = () => clock.now().toISOString().slice(0, 10);
  const keyOf = (day: string) => `${prefix}:{budget}:day:${day}`;

  async function count(day: string): Promise<void> {
    const paid = await listPaidTokens(db, new Date(`${day}T00:00:00Z`));
    const spent = paid.reduce((sum, tokens) => sum + costOf(tokens.model, tokens), 0);
    await redis.hrBudgetBegin(keyOf(day), spent, (2 * DAY_MS) / 1000, randomUUID());
  }

  return {
    async take(cost) {
      const day = today();
      const call = randomUUID();
      const ask = () => redis.hrBudgetTake(keyOf(day), cost, limit, CALL_MS, call);
      let [code, born] = await ask();
      if (code === -1) {
        await count(day);
        [code, born] = await ask();
      }
      if (code === -1) throw new Error("Redis has lost the day's spending while it was told of it");
      if (code === 2) return "reserved";
      if (code === 0) return "spent";
      return {
        async correct(realCost) {
          await redis.hrBudgetCorrect(keyOf(day), realCost, call, born);
        },
      };
    },
    async read() {
      const day = today();
      if ((await redis.exists(keyOf(day))) === 0) await count(day);
      const [spent, reserved] = await redis.hmget(keyOf(day), "spent", "reserved");
      return { spent: Number(spent) + Number(reserved), limit: limit === 0 ? null : limit };
    },
    renewsInMs: () => DAY_MS - (clock.now().getTime() % DAY_MS),
  };
}
