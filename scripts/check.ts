import { runChecks } from "./run-checks.ts";
import { addReports, runSteps } from "./run-steps.ts";

/** `npm run check`: the fast half of the tests, for every commit. */
const checks = await runChecks();
const units = await runSteps([
  {
    name: "unit",
    args: ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "components"],
  },
]);
process.exitCode = addReports([checks, units]).failures.length > 0 ? 1 : 0;
