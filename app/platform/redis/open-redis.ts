import type { Redis } from "ioredis";
import type { Log } from "#core/ports.ts";
import { openWebClient } from "#queue/connection.ts";
import { ServiceUnavailable } from "../service-unavailable.ts";

/** A connection for requests that a person waits for: it fails fast, and connects again by itself. */
export function openRedis(url: string, log: Log): Redis {
  const onError = (error: Error) => log.warn({ err: error }, "redis connection failed");
  return openWebClient({ url, onError });
}

/** Redis being away is an expected failure, and the driver's words are none of the caller's business. */
export async function askRedis<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw new ServiceUnavailable("redis", { cause: error });
  }
}
