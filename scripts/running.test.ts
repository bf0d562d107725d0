import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CannotProvide } from "#services/service.ts";
import { claimDataDir, readRunning } from "./running.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hastarekha-running-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test("what runs is told while it runs, and no longer", async () => {
  expect(readRunning(dataDir)).toBeUndefined();
  {
    using claim = claimDataDir(dataDir);
    expect(readRunning(dataDir)).toEqual({ pid: process.pid, url: null, redisUrl: null });
    claim.tell({ url: "http://127.0.0.1:3000/" });
    claim.tell({ redisUrl: "redis://:password@127.0.0.1:6379" });
    expect(readRunning(dataDir)).toEqual({
      pid: process.pid,
      url: "http://127.0.0.1:3000/",
      redisUrl: "redis://:password@127.0.0.1:6379",
    });
    expect((await stat(join(dataDir, "running.json"))).mode & 0o777).toBe(0o600);
  }
  expect(readRunning(dataDir)).toBeUndefined();
  expect(await readdir(dataDir)).toEqual(["running.lock"]);
});

test("a data folder is claimed once, and the second is told where the first is", async () => {
  using first = claimDataDir(dataDir);
  first.tell({ url: "http://127.0.0.1:3000/" });
  const note = await readFile(join(dataDir, "running.json"), "utf8");

  expect(() => claimDataDir(dataDir)).toThrow(CannotProvide);
  expect(() => claimDataDir(dataDir)).toThrow("http://127.0.0.1:3000/");
  expect(await readFile(join(dataDir, "running.json"), "utf8")).toBe(note);
});

test("a note without a lock is nobody's, and is handed to the next", async () => {
  const left = { pid: process.pid, url: null, redisUrl: "redis://127.0.0.1:4000" };
  await writeFile(join(dataDir, "running.json"), JSON.stringify(left));
  expect(readRunning(dataDir)).toBeUndefined();

  using claim = claimDataDir(dataDir);
  expect(claim.leftBehind).toEqual(left);
});

test("scribbles in the note keep nobody from starting", async () => {
  await writeFile(join(dataDir, "running.json"), "{");
  using claim = claimDataDir(dataDir);
  expect(claim.leftBehind).toBeUndefined();
  expect(readRunning(dataDir)?.pid).toBe(process.pid);
});
