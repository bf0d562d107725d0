import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildIfStale } from "../../scripts/build-if-stale.ts";

test("nothing of the server is in the files that browsers may load", async () => {
  await buildIfStale(() => undefined);
  const folder = "build/client/assets";
  const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
  expect(files.length).toBeGreaterThan(3);
  for (const name of files) {
    const text = readFileSync(join(folder, name), "utf8");
    for (const word of [
      "kysely",
      "ioredis",
      "ZodError",
      "SECRET_KEY",
      "OPENAI",
      "better-sqlite3",
      "sharp",
    ]) {
      expect(text.includes(word), `${word} in ${name}`).toBe(false);
    }
  }
}, 60_000);
