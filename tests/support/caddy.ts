import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "#services/free-port.ts";
import { end } from "./product.ts";
import { until } from "./until.ts";

/** A real Caddy with the project's own Caddyfile, in front of `upstream` (host:port). */
export async function startCaddy(
  program: string,
  options: { readonly port: number; readonly upstream: string },
): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-caddy-"));
  const child = spawn(program, ["run", "--config", "Caddyfile", "--adapter", "caddyfile"], {
    stdio: "ignore",
    env: {
      ...process.env,
      SITE_ADDRESS: `http://127.0.0.1:${options.port}`,
      WEB_UPSTREAM: options.upstream,
      ASSETS_ROOT: "build/client",
      CADDY_ADMIN: `127.0.0.1:${await findFreePort()}`,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
  });
  await until(
    async () =>
      (await fetch(`http://127.0.0.1:${options.port}/-/healthz`).catch(() => undefined))?.ok ===
      true,
    { what: "Caddy answers" },
  );
  return {
    async [Symbol.asyncDispose]() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
