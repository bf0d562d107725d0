import { defineConfig } from "@playwright/test";
import { provideChromium } from "./scripts/services/provide-chromium.ts";

const chromium = provideChromium((line) => console.log(line));

/** The same journeys twice: with JavaScript and without. */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  fullyParallel: false,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [["list"], ["json"]] : [["list"]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    viewport: { width: 360, height: 740 },
    launchOptions: { executablePath: chromium.executablePath, args: [...chromium.args] },
    trace: "retain-on-failure",
  },
  projects: [
    { name: "with JavaScript", use: { javaScriptEnabled: true } },
    { name: "without JavaScript", use: { javaScriptEnabled: false } },
  ],
});
