import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";

export type Step = {
  readonly name: string;
  /** What Node is given. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the step leaves its report, and how to count in it; a step without one counts as one test. */
  readonly report?: { readonly path: string; readonly count: (report: unknown) => Counts };
};

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Runs steps one after the other, all of them whatever happens, and counts what passed and failed. */
export async function runSteps(steps: readonly Step[]): Promise<Counts> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    console.log(`\n── ${step.name}`);
    if (step.report) await rm(step.report.path, { force: true });
    const startedAt = performance.now();
    const hasEndedWell = await run(step);
    const counts = await countOf(step, hasEndedWell);
    const isGood = hasEndedWell && counts.failed === 0;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    console.log(`── ${step.name}: ${isGood ? "good" : "FAILED"} (${seconds} s)`);
  }
  return total;
}

function run({ args, env }: Step): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      stdio: "inherit",
      env: { ...process.env, ...env },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code === 0));
  });
}

async function countOf({ report }: Step, isGood: boolean): Promise<Counts> {
  const whole = { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  if (!report) return whole;
  try {
    const counts = report.count(JSON.parse(await readFile(report.path, "utf8")));
    // A run that failed without a failed test has failed all the same.
    return isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
