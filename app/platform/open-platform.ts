import type { Db } from "#core/database.ts";
import type { Clock, PhotoStore } from "#core/ports.ts";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { type DatabasePool, openDatabaseAndPool } from "./database/open-database.ts";
import { createLogger } from "./logger.ts";
import { createDiskPhotoStore } from "./photos/disk-photo-store.ts";

/** What the web and the worker have in common. */
export type Platform = {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Db;
  readonly databasePool: DatabasePool | null;
  readonly photoStore: PhotoStore;
  readonly clock: Clock;
};

/** Opens everything that both processes need. Connections are made when first used. */
export function openPlatform(config: Config, process: "web" | "worker" | "migrate"): Platform {
  const log = createLogger({ level: config.logLevel, process });
  return {
    config,
    log,
    ...openDatabaseAndPool(config.database, log),
    photoStore: createDiskPhotoStore({ root: config.photoRoot }),
    clock: { now: () => new Date() },
  };
}
