import { loadConfig } from "#platform/config.ts";
import { migrateDatabase } from "#platform/database/migrate-database.ts";
import { openPlatform } from "#platform/open-platform.ts";

/** Brings the database to the newest schema, or with `--down` one step back, and ends. */
const config = loadConfig(process.env);
const { db, log } = openPlatform(config, "migrate");
const direction = process.argv.includes("--down") ? "down" : "latest";

const steps = await migrateDatabase(db, config.database.kind, direction);
for (const step of steps) log.info(step, "migration ran");
log.info({ database: config.database.kind, steps: steps.length }, "database migrated");
await db.destroy();
