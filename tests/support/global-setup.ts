import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { providePostgres } from "#services/provide-postgres.ts";
import { provideRedis } from "#services/provide-redis.ts";

declare module "vitest" {
  export interface ProvidedContext {
    redisUrl: string;
    postgresUrl: string;
  }
}

/** Real Redis and PostgreSQL for a run of the tests: those of `npm test`, or our own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-test-"));
  const say = (line: string) => console.log(line);
  const redis = await provideRedis({
    url: process.env["TEST_REDIS_URL"],
    dataDir: folder,
    appendOnly: false,
    say,
  });
  const postgres = await providePostgres({ url: process.env["TEST_POSTGRES_URL"], say });
  project.provide("redisUrl", redis.url);
  project.provide("postgresUrl", postgres.url);

  return async () => {
    await postgres.stop();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
