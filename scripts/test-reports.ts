import { relative } from "node:path";

/** What the report of a test runner says. */
export type TestReport = {
  readonly passed: number;
  readonly skipped: number;
  /** Each test that failed: where it stands, its name, and what it says first. */
  readonly failures: readonly string[];
};

type VitestReport = {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
};

/** Reads what Vitest's `json` reporter writes. A file that could not be loaded is one failure. */
export function readVitestReport(report: unknown): TestReport {
  const { numPassedTests, numPendingTests, testResults } = report as VitestReport;
  const failures = testResults.flatMap((file) => {
    const where = relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0 && file.status === "failed") return [describe(where, file.message)];
    return failed.map(({ fullName, failureMessages }) =>
      describe(`${where} › ${fullName}`, failureMessages?.[0]),
    );
  });
  return { passed: numPassedTests, skipped: numPendingTests, failures };
}

type PlaywrightSuite = {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
};

type PlaywrightReport = {
  readonly stats: Readonly<Record<"expected" | "flaky" | "skipped", number>>;
  readonly errors?: readonly { readonly message?: string }[];
  readonly suites: readonly PlaywrightSuite[];
};

/** Reads what Playwright's `json` reporter writes. */
export function readPlaywrightReport(report: unknown): TestReport {
  const { stats, errors = [], suites } = report as PlaywrightReport;
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failures: [
      ...errors.map(({ message }) => describe("before any test", message)),
      ...suites.flatMap(listFailedSpecs),
    ],
  };
}

function listFailedSpecs({ suites = [], specs = [] }: PlaywrightSuite): readonly string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ projectName, results }) =>
        describe(`[${projectName}] ${file}:${line} › ${title}`, results.at(-1)?.error?.message),
      ),
  );
  return [...own, ...suites.flatMap(listFailedSpecs)];
}

/** Enough of a failure to begin with, where the rest of the output is far above. */
const MOST_LINES = 12;

function describe(what: string, message = "it says nothing more"): string {
  const lines = message.split("\n").slice(0, MOST_LINES);
  return [what, ...lines.map((line) => `    ${line}`)].join("\n");
}
