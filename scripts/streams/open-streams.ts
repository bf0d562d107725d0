import type { AdminDeps } from "#core/admin/admin-action.ts";
import type { StreamAdmin, StreamsAdmin } from "#core/admin/streams-admin.ts";
import type { Db } from "#core/database.ts";
import { DomainError } from "#core/errors.ts";
import { queueNames } from "#core/jobs/queue-names.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createStreamsAdmin } from "#platform/jobs/streams-admin.ts";
import { createDiskPhotoStore } from "#platform/photos/disk-photo-store.ts";
import { createReaderHold } from "#platform/readers/reader-hold.ts";
import { openBlockingClient, openWorkerClient } from "#queue/connection.ts";
import { createEventHub } from "#queue/event-hub.ts";
import { createQueue } from "#queue/queue.ts";
import { scaleTimings } from "#queue/timings.ts";
import { connectOnce } from "../connect-once.ts";
import { loadOperatorConfig, quietLog, Refused, requireDatabase } from "../operator.ts";
import type { Command } from "./read-command.ts";

/** What every command is given. */
export type Opened = {
  readonly isJson: boolean;
  readonly streamsAdmin: StreamsAdmin;
  /** The streams that the command is about. */
  readonly streams: readonly StreamAdmin[];
  /** Opens the database when first asked for. @throws Refused when there is none */
  readonly deps: () => AdminDeps;
};

/** @throws Refused when it is not known where Redis is, when Redis does not answer, or when there is no such stream */
export async function openStreams(
  asked: Pick<Command, "command" | "isJson" | "stream">,
): Promise<Opened & AsyncDisposable> {
  const { config, isTold } = loadOperatorConfig();
  if (!isTold("JOBS_REDIS_URL")) {
    throw new Refused("REDIS_URL is not set, and no `npm start` runs with this DATA_DIR.");
  }
  const url = config.jobsRedisUrl;
  // Asks once whether Redis is there. Whoever follows events afterwards waits for it to come back, however often it goes.
  const once = await connectOnce(url);
  if (once.redis.status !== "ready") {
    throw new Refused("Redis does not answer where REDIS_URL points.");
  }
  const isLasting = asked.command === "tail";
  const onError = () => undefined;
  const command = isLasting ? openWorkerClient({ url, onError }) : once.redis;
  const blocking = isLasting ? openBlockingClient({ url, onError }) : once.redis;
  const queues = queueNames.map((name) => createQueue({ redis: command, name }));
  const hub = createEventHub({
    queues: queueNames,
    redis: { command, blocking },
    log: quietLog,
  });
  const streamsAdmin = createStreamsAdmin({
    redis: command,
    queues,
    hub,
    hold: createReaderHold(command),
    timings: scaleTimings(config.queueTimeScale),
  });

  let db: Db | undefined;
  const close = async () => {
    hub.close();
    if (isLasting) for (const redis of [command, blocking]) redis.disconnect();
    once[Symbol.dispose]();
    await db?.destroy();
  };
  const streams = streamsAdmin.streams.filter(
    ({ name }) => asked.stream === null || name === asked.stream,
  );
  if (streams.length === 0) {
    await close();
    throw noSuchStream(streamsAdmin);
  }
  return {
    isJson: asked.isJson,
    streamsAdmin,
    streams,
    deps() {
      requireDatabase(config);
      db ??= openDatabase(config.database, quietLog);
      return {
        db,
        streamsAdmin,
        photoStore: createDiskPhotoStore({ root: config.photoRoot }),
        log: quietLog,
      };
    },
    [Symbol.asyncDispose]: close,
  };
}

export function noSuchStream({ streams }: StreamsAdmin): Refused {
  return new Refused(
    `There is no such stream. There are: ${streams.map(({ name }) => name).join(", ")}.`,
  );
}

/** An expected failure as a line for whoever sits there. @throws Refused */
export async function orRefuse<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!DomainError.is(error)) throw error;
    throw new Refused(error.kind === "unavailable" ? "Redis does not answer." : error.message);
  }
}
