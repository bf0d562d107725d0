import { join } from "node:path";
import { expect, test } from "vitest";
import { readPlaywrightReport, readVitestReport } from "./test-reports.ts";

const file = (rest: object) => ({
  name: join(process.cwd(), "tests/one.test.ts"),
  status: "failed",
  assertionResults: [],
  ...rest,
});

test("what failed in Vitest is told by file, name and first words", () => {
  const report = {
    numPassedTests: 2,
    numPendingTests: 1,
    testResults: [
      file({
        assertionResults: [
          { fullName: "a queue › loses nothing", status: "passed" },
          { fullName: "a queue › ends", status: "failed", failureMessages: ["Error: 1\n  at x"] },
        ],
      }),
    ],
  };
  expect(readVitestReport(report)).toEqual({
    passed: 2,
    skipped: 1,
    failures: ["tests/one.test.ts › a queue › ends\n    Error: 1\n      at x"],
  });
});

test("a file that Vitest could not load is a failure", () => {
  const report = {
    numPassedTests: 0,
    numPendingTests: 0,
    testResults: [file({ message: "no such module" })],
  };
  expect(readVitestReport(report).failures).toEqual(["tests/one.test.ts\n    no such module"]);
});

test("what failed in Playwright is found in suites within suites, with the words of the last try", () => {
  const spec = {
    title: "a photo is sent",
    file: "upload.spec.ts",
    line: 7,
    tests: [
      { projectName: "with", status: "expected", results: [{}] },
      {
        projectName: "without",
        status: "unexpected",
        results: [{ error: { message: "first" } }, { error: { message: "last" } }],
      },
    ],
  };
  const report = {
    stats: { expected: 1, flaky: 0, skipped: 0, unexpected: 1 },
    errors: [{ message: "the server did not start" }],
    suites: [{ suites: [{ specs: [spec] }] }],
  };
  expect(readPlaywrightReport(report)).toEqual({
    passed: 1,
    skipped: 0,
    failures: [
      "before any test\n    the server did not start",
      "[without] upload.spec.ts:7 › a photo is sent\n    last",
    ],
  });
});
