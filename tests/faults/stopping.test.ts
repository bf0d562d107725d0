import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findFreePort } from "#services/free-port.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";

describe("npm start", () => {
  test("SIGTERM with an open stream and a running job ends everything within ten seconds, without an error and without a loss", async () => {
    await using openai = await startFakeOpenAi();
    const dataDir = await mkdtemp(join(tmpdir(), "hastarekha-start-"));
    const env = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: String(await findFreePort()),
      DATA_DIR: dataDir,
      READER: "openai",
      OPENAI_API_KEY: "sk-test",
      OPENAI_BASE_URL: openai.url,
    };
    const url = `http://127.0.0.1:${env.PORT}`;
    const guest = createApiClient(url);

    const first = await start(env, url);
    openai.script({ kind: "slow", ms: 60_000 });
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
    await until(() => openai.calls.length === 1, { what: "the job runs" });
    const stream = await guest.request(`/api/v1/analyses/${id}/events`);
    const watching = stream.text();

    const stopped = await first.stop();
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.ms).toBeLessThan(10_000);
    expect(await watching).toContain("event: progress");
    expect(first.lines.filter((line) => !isJson(line))).toEqual([]);
    expect(first.lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);

    const second = await start(env, url);
    expect(await guest.finish(id)).toMatchObject({ status: "completed" });
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("whichever process dies is started again", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "hastarekha-start-"));
    const port = String(await findFreePort());
    const env = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PORT: port,
      DATA_DIR: dataDir,
    };
    const product = await start(env, `http://127.0.0.1:${port}`);
    await until(() => product.pidsOf("worker").length === 1, { what: "the worker runs" });
    for (const name of ["worker", "web"]) {
      const [pid = 0] = product.pidsOf(name);
      process.kill(pid, "SIGKILL");
      await until(() => product.pidsOf(name).some((other) => other !== pid), {
        what: `the ${name} runs again`,
      });
    }
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
});

async function start(env: Record<string, string | undefined>, url: string) {
  const lines: string[] = [];
  const child = spawn(process.execPath, ["scripts/start.ts"], {
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const gone = once(child, "exit") as Promise<[number | null]>;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      lines.push(...chunk.split("\n").filter((line) => line !== ""));
    });
  }
  await until(async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok === true, {
    what: `it is ready; it said ${lines.join("\n")}`,
    withinMs: 60_000,
  });
  return {
    lines,
    /** Process ids by what each process said of itself, the latest last. */
    pidsOf(name: string): number[] {
      return lines
        .filter((line) => line.includes(`"process":"${name}"`) && line.includes('"pid":'))
        .map((line) => (JSON.parse(line) as { pid: number }).pid)
        .filter((pid, index, all) => all.indexOf(pid) === index);
    },
    async stop() {
      const askedAt = performance.now();
      child.kill("SIGTERM");
      const [code] = await gone;
      return { code, ms: performance.now() - askedAt };
    },
  };
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
