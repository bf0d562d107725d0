import { configDefaults, defineConfig } from "vitest/config";

const unitTests = ["{app,worker,scripts}/**/*.test.ts", "tests/unit/**/*.test.ts"];
const storeTests = ["app/**/*.repo.test.ts"];

export default defineConfig({
  test: {
    // One more than the cores of a small machine: most of these tests wait for something.
    maxWorkers: 3,
    testTimeout: 15_000,
    hookTimeout: 30_000,
    setupFiles: ["tests/support/fail-on-console-error.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: unitTests,
          exclude: [...configDefaults.exclude, ...storeTests],
        },
      },
      {
        extends: true,
        test: { name: "components", environment: "jsdom", include: ["app/**/*.test.tsx"] },
      },
      {
        extends: true,
        test: {
          name: "integration",
          environment: "node",
          include: [...storeTests, "tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/global-setup.ts"],
          setupFiles: ["tests/support/fail-on-drift.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          environment: "node",
          include: ["tests/faults/**/*.test.ts"],
          globalSetup: ["tests/support/global-setup.ts"],
          setupFiles: ["tests/support/fail-on-drift.ts"],
          // They wait for most of their time, but some of them by the clock: after all others, two at a time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
