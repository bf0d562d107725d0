import { Redis } from "ioredis";

export type ConnectionOptions = {
  readonly url: string;
  /** Called for every connection error; ioredis reconnects by itself. */
  readonly onError: (error: Error) => void;
};

const common = {
  lazyConnect: true,
  connectTimeout: 5_000,
  // 50 ms, 100 ms, … up to 2 s, with jitter so that many processes do not come back at one moment.
  retryStrategy: (times: number) =>
    Math.min(2_000, 25 * 2 ** Math.min(times, 7)) + Math.random() * 100,
  // After a failover the old primary is a replica that refuses writes: connect anew.
  reconnectOnError: (error: Error) => error.message.startsWith("READONLY"),
};

function open(
  { url, onError }: ConnectionOptions,
  options: {
    readonly maxRetriesPerRequest: number | null;
    readonly enableOfflineQueue?: boolean;
    readonly autoResendUnfulfilledCommands?: boolean;
    readonly commandTimeout?: number;
    readonly disconnectTimeout?: number;
  },
): Redis {
  const redis = new Redis(url, { ...common, ...options });
  redis.on("error", onError);
  // A first attempt that fails is repeated by retryStrategy; here it needs no second report.
  redis.connect().catch(() => undefined);
  return redis;
}

/** For a web process: fails fast, because a person is waiting and the row is already safe. */
export function openWebClient(options: ConnectionOptions): Redis {
  return open(options, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 1_000,
  });
}

/** For a worker: waits for Redis to come back, because there is nothing better to do. */
export function openWorkerClient(options: ConnectionOptions): Redis {
  return open(options, { maxRetriesPerRequest: null, commandTimeout: 5_000 });
}

/**
 * For blocking reads alone: a blocked connection answers nothing else. It has no command timeout; whoever
 * blocks on it watches the time itself (blocking-read.ts). A command dies with its connection and is never
 * sent again: nobody would be there any more for what it brings.
 */
export function openBlockingClient(options: ConnectionOptions): Redis {
  return open(options, {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Who cuts such a connection holds it for dead: half a second for its last words.
    disconnectTimeout: 500,
  });
}
