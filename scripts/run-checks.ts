import { addReports, runSteps } from "./run-steps.ts";
import type { TestReport } from "./test-reports.ts";

/** Types, format and lint. What needs one core each runs side by side. */
export async function runChecks(): Promise<TestReport> {
  return addReports(
    await Promise.all([
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
    ]),
  );
}
