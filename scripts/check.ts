import { runSteps } from "./run-steps.ts";

/** `npm run check`: the fast half of the tests, for every commit. What needs one core each runs side by side. */
const [first, second] = await Promise.all([
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
const units = await runSteps([
  {
    name: "unit",
    args: ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "components"],
  },
]);
process.exitCode = first.failed + second.failed + units.failed > 0 ? 1 : 0;
