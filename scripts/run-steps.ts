import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import type { TestReport } from "./test-reports.ts";

export type Step = {
  readonly name: string;
  /** What Node is given. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the step leaves its report, and how to read it; a step without one counts as one test. */
  readonly report?: { readonly path: string; readonly read: (report: unknown) => TestReport };
};

/** Runs steps one after the other, all of them whatever happens, and says what passed and failed. */
export async function runSteps(steps: readonly Step[]): Promise<TestReport> {
  const reports: TestReport[] = [];
  for (const step of steps) {
    console.log(`\n── ${step.name}`);
    if (step.report) await rm(step.report.path, { force: true });
    const startedAt = performance.now();
    const hasEndedWell = await run(step);
    const report = await readReport(step, hasEndedWell);
    reports.push(report);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const how = report.failures.length === 0 ? "good" : "FAILED";
    console.log(`── ${step.name}: ${how} (${seconds} s)`);
  }
  return addReports(reports);
}

/** Several reports as one. */
export function addReports(reports: readonly TestReport[]): TestReport {
  return {
    passed: reports.reduce((sum, { passed }) => sum + passed, 0),
    skipped: reports.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: reports.flatMap(({ failures }) => failures),
  };
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

async function readReport({ name, report }: Step, isGood: boolean): Promise<TestReport> {
  const failed = { passed: 0, skipped: 0, failures: [`${name}: it says why above`] };
  if (!report) return isGood ? { passed: 1, skipped: 0, failures: [] } : failed;
  try {
    const found = report.read(JSON.parse(await readFile(report.path, "utf8")));
    // A run that failed without a failed test has failed all the same.
    return isGood || found.failures.length > 0 ? found : { ...found, failures: failed.failures };
  } catch {
    return failed;
  }
}
