import { beforeAll, describe, expect, inject, test } from "vitest";
import { type InvariantName, invariants } from "./storm/invariants.ts";
import { runStorm, type StormReport } from "./storm/run-storm.ts";

const names = Object.keys(invariants) as InvariantName[];

/** Another one each day; the line that tells it says how to have it again. */
const seed = Number(process.env["STORM_SEED"] ?? Math.floor(Date.now() / 86_400_000));

/** Half a minute of what `npm run faults` does for ten. */
describe.each([
  { name: "SQLite", kind: "sqlite" },
  { name: "PostgreSQL", kind: "postgres" },
] as const)("after a storm on $name", ({ name, kind }) => {
  let report: StormReport;
  beforeAll(async () => {
    console.log(
      `Storm on ${name}: npm run faults -- --minutes 0.5 --seed ${seed} --database ${kind}`,
    );
    report = await runStorm({
      seed,
      durationMs: 30_000,
      kind,
      postgresUrl: inject("postgresUrl"),
    });
  }, 300_000);

  test.each(names)("%s", (invariant) => {
    expect(report.violations[invariant]).toEqual([]);
  });
});
