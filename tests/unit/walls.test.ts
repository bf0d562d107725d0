import { ESLint } from "eslint";
import { expect, test } from "vitest";

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

/** A file of each folder that reaches over its wall. */
test.each([
  ["app/core/analyses/submit-analysis.ts", "#platform/config.ts"],
  ["app/core/analyses/submit-analysis.ts", "ioredis"],
  ["app/core/analyses/submit-analysis.ts", "#queue/queue.ts"],
  ["app/queue/worker.ts", "#core/errors.ts"],
  ["app/platform/config.ts", "#http/status.ts"],
  ["app/http/route.server.ts", "#platform/config.ts"],
  ["app/http/route.server.ts", "sharp"],
  ["app/routes/home.tsx", "#platform/config.ts"],
  ["app/components/guide.tsx", "#http/status.ts"],
  ["app/browser/upload/submit-once.ts", "zod"],
  ["app/locales/en.ts", "react"],
  ["worker/handlers/handle-analysis.ts", "#platform/config.ts"],
])("%s may not import %s", async (filePath, imported) => {
  const rules = (
    (await eslint.calculateConfigForFile(filePath)) as {
      rules: Record<string, [number, { patterns: { regex: string }[] }]>;
    }
  ).rules["no-restricted-imports"];
  expect(rules?.[0]).toBe(2);
  expect(rules?.[1].patterns.some(({ regex }) => new RegExp(regex).test(imported))).toBe(true);
});

test("what the architecture allows is allowed", async () => {
  for (const [filePath, imported] of [
    ["app/core/analyses/submit-analysis.ts", "#queue/define-job.ts"],
    ["app/core/admin/read-stream.ts", "#queue/histogram.ts"],
    ["app/core/analyses/submit-analysis.ts", "kysely"],
    ["app/http/route.server.ts", "#core/errors.ts"],
    ["app/routes/home.tsx", "#components/guide.tsx"],
  ] as const) {
    const config = (await eslint.calculateConfigForFile(filePath)) as {
      rules: Record<string, [number, { patterns: { regex: string }[] }]>;
    };
    const patterns = config.rules["no-restricted-imports"]?.[1].patterns ?? [];
    expect(
      patterns.some(({ regex }) => new RegExp(regex).test(imported)),
      imported,
    ).toBe(false);
  }
});
