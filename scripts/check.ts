import { runSteps } from "./run-steps.ts";

/** `npm run check`: the fast half of the tests, for every commit. */
const { failed } = await runSteps([
  { name: "types", args: ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."] },
  {
    name: "format",
    args: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  },
  { name: "lint", args: ["node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."] },
  {
    name: "unit",
    args: ["node_modules/vitest/vitest.mjs", "run", "--project", "unit", "--project", "components"],
  },
]);
process.exitCode = failed > 0 ? 1 : 0;
