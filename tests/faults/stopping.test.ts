import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { findFreePort } from "#services/free-port.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { startFakeOpenAi } from "#tests/support/fake-openai.ts";
import { TEST_SECRET_KEY } from "#tests/support/product.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";
import { until } from "#tests/support/until.ts";
import { launch, launchNpm, untilGone } from "./launch.ts";

const startScript = fileURLToPath(new URL("../../scripts/start.ts", import.meta.url));

let folder: string;
let env: Record<string, string | undefined>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hastarekha-stop-"));
  env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    PORT: String(await findFreePort()),
    DATA_DIR: join(folder, "data"),
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("SIGTERM to npm", () => {
  test("with an open stream and a running job ends all of `npm start` within ten seconds, without an error and without a loss", async () => {
    await using openai = await startFakeOpenAi();
    const url = `http://127.0.0.1:${env["PORT"]}`;
    const settings = {
      ...env,
      READER: "openai",
      OPENAI_API_KEY: "sk-test",
      OPENAI_BASE_URL: openai.url,
    };
    const guest = createApiClient(url);

    await using first = launchNpm(["start"], { env: settings });
    await untilReady(url, first.lines);
    openai.script({ kind: "slow", ms: 60_000 });
    const id = await guest.submit({ left_image: Uint8Array.from(await drawHand()) });
    await until(() => openai.calls.length === 1, { what: "the job runs" });
    const stream = await guest.request(`/api/v1/analyses/${id}/events`);
    const watching = stream.text();

    // start.ts, Redis and its guard, web, worker.
    expect((await first.children()).length).toBeGreaterThanOrEqual(5);
    const stopped = await first.stop();
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.ms).toBeLessThan(10_000);
    expect(await watching).toContain("event: progress");
    expect(first.lines.filter((line) => !isJson(line))).toEqual([]);
    expect(first.lines.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);

    await using second = launchNpm(["start"], { env: settings });
    await untilReady(url, second.lines);
    expect(await guest.finish(id)).toMatchObject({ status: "completed" });
    await second.stop();
  });

  test.each([
    { name: "web", isUp: () => isAlive() },
    {
      name: "worker",
      isUp: (lines: readonly string[]) => lines.some((line) => line.includes("started")),
    },
    { name: "dev", isUp: () => isAlive() },
  ])("ends all of `npm run $name` within ten seconds", async ({ name, isUp }) => {
    const settings = { ...env, REDIS_URL: inject("redisUrl"), SECRET_KEY: TEST_SECRET_KEY };
    const migration = launchNpm(["run", "migrate"], { env: settings });
    expect(await migration.exited).toBe(0);

    await using product = launchNpm(["run", name], { env: settings });
    await until(() => isUp(product.lines), {
      what: `the ${name} is up; it said ${product.lines.join("\n")}`,
      withinMs: 60_000,
    });
    const stopped = await product.stop();
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.ms).toBeLessThan(10_000);
  });
});

describe("SIGTERM to a start that is not through yet", () => {
  test("ends the build", async () => {
    // In a folder without a build, whose build never ends.
    const building = join(folder, "building");
    await writeFile(
      join(folder, "vite.config.mjs"),
      `import { writeFileSync } from "node:fs";
      writeFileSync(${JSON.stringify(building)}, String(process.pid));
      await new Promise((resolve) => setTimeout(resolve, 600_000));`,
    );
    await using start = launch(process.execPath, [startScript], { env, cwd: folder });
    const builder = await readPid(building, start.lines);

    const stopped = await start.stop();
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.ms).toBeLessThan(5_000);
    await untilGone([builder]);
    expect(start.lines.at(-1)).toContain("Hastarekha has stopped.");
    expect(start.lines.filter((line) => !isJson(line))).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)("ends the installation of a package", async () => {
    // A machine with nothing but a slow apt-get.
    const bin = join(folder, "bin");
    const installing = join(folder, "installing");
    await mkdir(bin);
    await writeFile(
      join(bin, "apt-get"),
      `#!/bin/sh\necho $$ > ${installing}\nexec /bin/sleep 600\n`,
    );
    await chmod(join(bin, "apt-get"), 0o755);
    await using start = launch(process.execPath, [startScript], { env: { ...env, PATH: bin } });
    const installer = await readPid(installing, start.lines);

    const stopped = await start.stop();
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.ms).toBeLessThan(5_000);
    await untilGone([installer]);
    expect(start.lines.filter((line) => line.includes("Installing"))).toHaveLength(1);
  });

  test("is not held up by a database that has stopped answering", async () => {
    let questions = 0;
    const silent = createServer((socket) => {
      // PostgreSQL's welcome: authentication is done, ready for a query. None is answered.
      socket.once("data", () => {
        socket.write(Buffer.from("5200000008000000005a0000000549", "hex"));
        socket.on("data", () => (questions += 1));
      });
      socket.on("error", () => undefined);
    });
    await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", () => listening()));
    const { port } = silent.address() as { port: number };
    // A build that has nothing to do: there are no sources in this folder.
    await mkdir(join(folder, "build/server"), { recursive: true });
    await writeFile(join(folder, "build/server/index.js"), "");
    await using start = launch(process.execPath, [startScript], {
      env: { ...env, DATABASE_URL: `postgres://somebody@127.0.0.1:${port}/nothing` },
      cwd: folder,
    });
    await until(() => questions > 0, { what: `it asks; it said ${start.lines.join("\n")}` });

    expect((await start.stop()).ms).toBeLessThan(10_000);
    silent.close();
  });
});

async function readPid(path: string, lines: readonly string[]): Promise<number> {
  const read = () => readFile(path, "utf8").catch(() => "");
  await until(async () => (await read()).trim() !== "", {
    what: `it is under way; it said ${lines.join("\n")}`,
    withinMs: 60_000,
  });
  return Number(await read());
}

async function isAlive(): Promise<boolean> {
  const url = `http://127.0.0.1:${env["PORT"]}/-/healthz`;
  return (await fetch(url).catch(() => undefined))?.ok === true;
}

async function untilReady(url: string, lines: readonly string[]): Promise<void> {
  const isReady = async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok === true;
  await until(isReady, {
    what: `it is ready; it said ${lines.join("\n")}`,
    withinMs: 60_000,
  });
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
