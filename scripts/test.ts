import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideCaddy } from "#services/provide-caddy.ts";
import { provideChromium } from "#services/provide-chromium.ts";
import { providePostgres } from "#services/provide-postgres.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { type Counts, runSteps } from "./run-steps.ts";

/** `npm test`: everything, with every service provided here. Ends with one line, `N passed, N failed`. */
const say = (line: string) => console.log(line);
const folder = await mkdtemp(join(tmpdir(), "hastarekha-tests-"));
const redis = await provideRedis({
  url: process.env["TEST_REDIS_URL"],
  dataDir: folder,
  appendOnly: false,
  say,
});
const postgres = await providePostgres({ url: process.env["TEST_POSTGRES_URL"], say });
const chromium = provideChromium(say);
const caddy = provideCaddy(say);
await buildIfStale(say);

const env = {
  NODE_ENV: "test",
  TEST_REDIS_URL: redis.url,
  TEST_POSTGRES_URL: postgres.url,
  CHROMIUM_PATH: chromium.executablePath,
  CADDY_PATH: caddy ?? "",
};
const vitestReport = join(folder, "vitest.json");
const playwrightReport = join(folder, "playwright.json");

// What needs one core each runs side by side.
const checks = await Promise.all([
  runSteps([
    { name: "types", args: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."] },
    {
      name: "format",
      args: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
    },
  ]),
  runSteps([
    { name: "lint", args: ["node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."] },
  ]),
]);
const tests = await runSteps([
  {
    name: "unit, components, integration and faults",
    args: [
      "--expose-gc",
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ],
    env,
    report: { path: vitestReport, count: countVitest },
  },
  {
    name: "browser journeys",
    args: ["node_modules/@playwright/test/cli.js", "test"],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    report: { path: playwrightReport, count: countPlaywright },
  },
]);

const sum = (name: keyof Counts) => [...checks, tests].reduce((all, part) => all + part[name], 0);
const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];

await postgres.stop();
await redis.stop();
await rm(folder, { recursive: true, force: true });
if (skipped > 0) console.log(`\n${skipped} skipped: they say above what they miss.`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests } = report as Record<string, number>;
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: numPendingTests ?? 0,
  };
}

function countPlaywright(report: unknown): Counts {
  const { stats } = report as { stats: Record<string, number> };
  return {
    passed: (stats["expected"] ?? 0) + (stats["flaky"] ?? 0),
    failed: stats["unexpected"] ?? 0,
    skipped: stats["skipped"] ?? 0,
  };
}
