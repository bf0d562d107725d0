import { spawn } from "node:child_process";
import { once } from "node:events";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { rulesOf } from "#core/reading/builtin/rules.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { drawHand, drawLandscape } from "#tests/support/synthetic-hand.ts";
import { createBuiltinReader } from "./builtin-reader.ts";

const reader = createBuiltinReader({ log: silentLog });

async function read(jpeg: Uint8Array, { signal = new AbortController().signal, by = reader } = {}) {
  const photo = { hand: "left" as const, jpeg, width: 900, height: 1200 };
  const paidCalls = { once: () => Promise.reject(new Error("it never pays")) };
  return by.read({ photos: [photo], writingHand: null, language: "en" }, { signal, paidCalls });
}

describe("the built-in reader", { timeout: 60_000 }, () => {
  test("reads a palm in a thread of its own, while this one goes on", async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const reading = await read(await drawHand());
    clearInterval(timer);
    expect(reading.summary.text).toMatch(/^We saw your left palm\./);
    expect(reading).toMatchObject({
      promptVersion: "builtin/4",
      model: null,
    });
    expect(reading.report?.lines.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["heart", "head", "life"]),
    );
    expect(turns).toBeGreaterThan(20);
  });

  test("refuses what is no palm", async () => {
    await expect(read(await drawLandscape())).rejects.toMatchObject({ code: "palm.no_hand" });
  });

  test("shows nothing of a reading in which a rule says what may not be said, and logs none of it", async () => {
    const rules = rulesOf("en");
    const { tendencies } = rules;
    onTestFinished(() => void Object.assign(rules, { tendencies }));
    Object.assign(rules, { tendencies: "This break may mean an early death." });
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });

    const reading = read(await drawHand(), { by: createBuiltinReader({ log }) });

    await expect(reading).rejects.toMatchObject({ code: "reader.unusable", kind: "invalid" });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"category":"death"');
    expect(lines[0]).not.toContain("early");
  });

  test("stops at once when the job is stopped, with the job's own reason", async () => {
    const job = new AbortController();
    const reading = read(await drawHand(), { signal: job.signal });
    job.abort(new Error("shutdown"));
    await expect(reading).rejects.toThrow("shutdown");
  });

  test("reads on after a photo that was stopped and one that broke", async () => {
    const job = new AbortController();
    const stopped = read(await drawHand(), { signal: job.signal });
    job.abort(new Error("the lease was lost"));
    await expect(stopped).rejects.toThrow("the lease was lost");
    await expect(read(new Uint8Array([1, 2, 3]))).rejects.toThrow();
    expect((await read(await drawHand())).report?.lines.length).toBeGreaterThanOrEqual(3);
  });

  test("a file that no longer opens is worth another try", async () => {
    await expect(read(new Uint8Array(100))).rejects.toMatchObject({ code: "reader.unavailable" });
  });

  test("is not confused by what Node says of itself while it watches files", async () => {
    const child = spawn(process.execPath, ["tests/support/read-a-drawn-hand.ts"], {
      // What `node --watch` sets for the program that it runs.
      env: { ...process.env, WATCH_REPORT_DEPENDENCIES: "1" },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    // Messages of a watched program have to be taken, or it never ends.
    child.on("message", () => undefined);
    let said = "";
    child.stdout?.on("data", (chunk) => (said += String(chunk)));
    await once(child, "close");
    expect(said).toMatch(/^We saw your left palm\./);
  });
});
