import { Redis } from "ioredis";

/**
 * Connects to Redis for a command that ends by itself. Where none answers, and for null, the connection comes closed:
 * everything that is asked of it fails at once.
 */
export async function connectOnce(
  url: string | null,
): Promise<Disposable & { readonly redis: Redis }> {
  const redis = new Redis(url ?? "redis://127.0.0.1", {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on("error", () => undefined);
  if (url === null) redis.disconnect();
  else await redis.connect().catch(() => undefined);
  return {
    redis,
    [Symbol.dispose]() {
      // Of a connection that has ended, ioredis would wait two seconds for another end.
      if (redis.status !== "end") redis.disconnect();
    },
  };
}
