import type { Redis } from "ioredis";
import { limiterJoinScript } from "./lua/limiter-join.ts";
import { limiterStateScript } from "./lua/limiter-state.ts";
import { limiterTakeScript } from "./lua/limiter-take.ts";
import { limiterTellScript } from "./lua/limiter-tell.ts";

type Argument = string | number;

/** The limiter's scripts as commands of a client: key, the seven common arguments, then each one's own. */
export type LimiterRedis = Redis & {
  hrLimitTake(
    key: string,
    ...args: Argument[]
  ): Promise<
    [
      code: -1 | 0 | 1,
      waitMs: number,
      slot: number,
      usedRequests: number,
      usedTokens: number,
      limitRequests: number,
      limitTokens: number,
    ]
  >;
  hrLimitTell(
    key: string,
    ...args: Argument[]
  ): Promise<
    [code: -1 | 1, limitRequests: string, limitTokens: string, until: string, ease: string]
  >;
  hrLimitJoin(key: string, ...args: Argument[]): Promise<number>;
  hrLimitState(
    key: string,
    ...args: Argument[]
  ): Promise<
    [
      usedRequests: number,
      usedTokens: number,
      othersRequests: number,
      othersTokens: number,
      limitRequests: number,
      limitTokens: number,
      learntRequests: number,
      learntTokens: number,
      ease: string,
      blockedMs: number,
    ]
  >;
};

/** Teaches a client the limiter's scripts. Doing it twice changes nothing. */
export function withLimiterScripts(redis: Redis): LimiterRedis {
  redis.defineCommand("hrLimitTake", limiterTakeScript);
  redis.defineCommand("hrLimitTell", limiterTellScript);
  redis.defineCommand("hrLimitJoin", limiterJoinScript);
  redis.defineCommand("hrLimitState", limiterStateScript);
  return redis as LimiterRedis;
}
