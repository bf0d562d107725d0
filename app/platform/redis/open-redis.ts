import { Redis } from "ioredis";
import type { Log } from "#core/ports.ts";
import { ServiceUnavailable } from "../service-unavailable.ts";

/** A connection for requests that a person waits for: it fails fast, and connects again by itself. */
export function openRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    commandTimeout: 1_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(2_000, 25 * 2 ** Math.min(times, 7)) + Math.random() * 100,
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
  redis.on("error", (error) => log.warn({ err: error }, "redis connection failed"));
  redis.connect().catch(() => undefined);
  return redis;
}

/** Redis being away is an expected failure, and the driver's words are none of the caller's business. */
export async function askRedis<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw new ServiceUnavailable("redis", { cause: error });
  }
}
