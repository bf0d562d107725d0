import { createHmac } from "node:crypto";
import type { Redis } from "ioredis";
import type { RateLimiter } from "#core/ports.ts";
import { askRedis } from "../redis/open-redis.ts";

/**
 * The generic cell rate algorithm (ITU-T I.371): one number a key, the time at which a steady client would be due
 * again. KEYS[1] the key; ARGV: milliseconds between two, burst. Output: 0 when granted, else milliseconds to wait.
 */
const GCRA = `
local T = redis.call('TIME')
local now = T[1] * 1000 + math.floor(T[2] / 1000)
local gap, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local due = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local ahead = due + gap - now
if ahead > gap * burst then return math.ceil(ahead - gap * burst) end
redis.call('SET', KEYS[1], string.format('%.3f', due + gap), 'PX', math.ceil(ahead))
return 0
`;

type RedisWithGcra = Redis & {
  rateLimitGcra(key: string, gapMs: number, burst: number): Promise<number>;
};

/** Limits shared by all web processes. Keys are hashed: no address of a person or of a machine stands in Redis. */
export function createGcraLimiter(redis: Redis, secretKey: string): RateLimiter {
  redis.defineCommand("rateLimitGcra", { numberOfKeys: 1, lua: GCRA });
  const limited = redis as RedisWithGcra;
  return {
    take: ({ name, limit, periodMs }, key) =>
      askRedis(() => {
        const hash = createHmac("sha256", secretKey)
          .update(`rate:${name}:${key}`)
          .digest("base64url")
          .slice(0, 22);
        return limited.rateLimitGcra(`rate:${name}:${hash}`, periodMs / limit, limit);
      }),
  };
}
