import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { queueNames } from "#core/jobs/queue-names.ts";
import { BadSettings, loadConfig, settingNames } from "./config.ts";

const SECRET_KEY = "a-secret-key-that-is-long-enough-for-a-test";

describe("settings", () => {
  test("with only a secret key, one machine is served over SQLite by the built-in reader", () => {
    const config = loadConfig({ SECRET_KEY, DATA_DIR: "/srv/hastarekha" });

    expect(config.database).toEqual({ kind: "sqlite", path: "/srv/hastarekha/app.db" });
    expect(config.reader).toEqual({ kind: "builtin" });
    expect(config.photoRoot).toBe("/srv/hastarekha/photos");
    expect(config.jobsRedisUrl).toBe("redis://127.0.0.1:6379/1");
    expect(config.secureCookies).toBe(false);
  });

  test("a key makes OpenAI the reader, unless the built-in one is asked for", () => {
    const openai = loadConfig({ SECRET_KEY, OPENAI_API_KEY: "key" }).reader;
    const builtin = loadConfig({ SECRET_KEY, OPENAI_API_KEY: "key", READER: "builtin" }).reader;

    expect(openai).toMatchObject({ kind: "openai", model: "gpt-4.1-mini", timeoutMs: 60_000 });
    expect(openai).toMatchObject({ dailyBudgetUsd: undefined });
    expect(builtin).toEqual({ kind: "builtin" });
  });

  test("a day's tokens are limited where a model answers, not where the built-in replier does", () => {
    const settings = { SECRET_KEY, ANSWER_TOKENS_PER_DAY: "9000" };
    const tokensWith = (more: Record<string, string>) =>
      loadConfig({ ...settings, ...more }).limits.answerTokensPerDay;

    expect(tokensWith({ OPENAI_API_KEY: "key" })).toBe(9_000);
    expect(tokensWith({})).toBe(Number.MAX_SAFE_INTEGER);
  });

  test("every bad setting is named at once and no value is printed", () => {
    const load = () =>
      loadConfig({
        PORT: "a lot",
        DATABASE_URL: "mysql://root:hunter2@db",
        WORKER_CONCURRENCY: "0",
      });

    expect(load).toThrow(BadSettings);
    expect(load).toThrow(
      /PORT: [\s\S]*DATABASE_URL: [\s\S]*SECRET_KEY: is missing[\s\S]*WORKER_CONCURRENCY: /,
    );
    expect(load).not.toThrow(/hunter2/);
  });

  test("production refuses plain http beyond this machine, and published secrets", () => {
    const published = "development-only-secret-key-0123456789";

    expect(() => loadConfig({ SECRET_KEY, APP_ORIGIN: "http://palms.example" })).toThrow(
      /APP_ORIGIN/,
    );
    expect(() => loadConfig({ SECRET_KEY: published })).toThrow(
      /SECRET_KEY: is a published example/,
    );
    expect(loadConfig({ SECRET_KEY: published, NODE_ENV: "development" }).environment).toBe(
      "development",
    );
    expect(loadConfig({ SECRET_KEY, APP_ORIGIN: "https://palms.example" }).secureCookies).toBe(
      true,
    );
  });

  test("several secret keys rotate: the first signs, a short one is refused", () => {
    const config = loadConfig({ SECRET_KEY: `${SECRET_KEY}, ${SECRET_KEY}-old` });

    expect(config.secretKeys).toEqual([SECRET_KEY, `${SECRET_KEY}-old`]);
    expect(() => loadConfig({ SECRET_KEY: `${SECRET_KEY},short` })).toThrow(/SECRET_KEY/);
  });

  test("a worker serves every queue, or those that are named, with the numbers that are given", () => {
    const queuesOf = (WORKER_QUEUES?: string) =>
      loadConfig({ SECRET_KEY, WORKER_QUEUES }).workerQueues;

    expect(queuesOf().map(({ name }) => name)).toEqual(queueNames);
    expect(queuesOf("mail: 2 , analyses")).toEqual([
      { name: "mail", concurrency: 2 },
      { name: "analyses", concurrency: undefined },
    ]);
    for (const bad of ["nothing", "mail,", "mail,mail", "mail:0", "mail:101", "mail:x", "mail 4"]) {
      expect(() => queuesOf(bad), bad).toThrow(/WORKER_QUEUES: must name queues of analyses/);
    }
  });

  test("a worker tells its health nowhere, or where it is told to", () => {
    expect(loadConfig({ SECRET_KEY }).workerAddress).toBeNull();
    expect(loadConfig({ SECRET_KEY, WORKER_PORT: "9465" }).workerAddress).toEqual({
      host: "127.0.0.1",
      port: 9465,
    });
  });

  test("a blank setting is an unset one", () => {
    expect(loadConfig({ SECRET_KEY, OPENAI_API_KEY: " ", LOG_LEVEL: "" }).logLevel).toBe("info");
  });

  test(".env.example names exactly the settings there are", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);

    expect(named).toEqual(settingNames);
  });
});
