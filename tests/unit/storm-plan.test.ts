import { expect, test } from "vitest";
import { planStorm } from "#tests/faults/storm/plan.ts";

const plan = (seed: number) =>
  planStorm({
    seed,
    durationMs: 60_000,
    faultNames: ["one", "other", "third"],
    submissionEveryMs: 300,
    faultEveryMs: 1_000,
  });

test("a storm can be had again by its seed, and another seed is another storm", () => {
  expect(plan(7)).toEqual(plan(7));
  expect(plan(8)).not.toEqual(plan(7));
});

test("every kind of fault comes once before any comes twice", () => {
  const { faults, submissions } = plan(7);
  expect(new Set(faults.slice(0, 3).map(({ name }) => name)).size).toBe(3);
  expect(faults.every(({ atMs }) => atMs < 60_000)).toBe(true);
  expect(submissions.length).toBeGreaterThan(100);
  expect(submissions.filter(({ user }) => user === 0).length).toBeGreaterThan(
    submissions.length / 4,
  );
});
