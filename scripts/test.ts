import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideCaddy } from "#services/provide-caddy.ts";
import { provideChromium } from "#services/provide-chromium.ts";
import { providePostgres } from "#services/provide-postgres.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { runChecks } from "./run-checks.ts";
import { addReports, runSteps } from "./run-steps.ts";
import { readPlaywrightReport, readVitestReport } from "./test-reports.ts";

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

const checks = await runChecks();
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
    report: { path: vitestReport, read: readVitestReport },
  },
  {
    name: "browser journeys",
    args: ["node_modules/@playwright/test/cli.js", "test"],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    report: { path: playwrightReport, read: readPlaywrightReport },
  },
]);

const { passed, skipped, failures } = addReports([checks, tests]);

await postgres.stop();
await redis.stop();
await rm(folder, { recursive: true, force: true });
if (skipped > 0) console.log(`\n${skipped} skipped: they say above what they miss.`);
for (const failure of failures) console.log(`\n✗ ${failure}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
