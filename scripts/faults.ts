import { parseArgs } from "node:util";
import { providePostgres } from "#services/provide-postgres.ts";
import { runStorm } from "#tests/faults/storm/run-storm.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { mutate } from "./mutate.ts";

/**
 * `npm run faults -- --minutes 10 --seed N [--database sqlite|postgres]`: a storm on each database, one after the
 * other, because two at once would only measure this machine. `npm run faults -- --mutate` takes guards away instead
 * (mutate.ts).
 */
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    database: { type: "string" },
    mutate: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const say = (line: string) => console.log(line);
if (values.mutate) {
  const missed = await mutate(positionals.join(" "), say);
  say(missed === 0 ? "\nEvery guard is missed when it is gone." : `\n${missed} need a look.`);
  process.exit(missed === 0 ? 0 : 1);
}
const seed = Number(values.seed);
const durationMs = Number(values.minutes) * 60_000;
const kinds = (["sqlite", "postgres"] as const).filter(
  (kind) => values.database === undefined || values.database === kind,
);
if (!Number.isInteger(seed) || !(durationMs > 0) || kinds.length === 0) {
  console.error("npm run faults -- [--minutes 10] [--seed 7] [--database sqlite|postgres]");
  process.exit(2);
}

await buildIfStale(say);
const postgres = kinds.includes("postgres")
  ? await providePostgres({ url: process.env["TEST_POSTGRES_URL"], say })
  : undefined;

let violated = 0;
for (const kind of kinds) {
  say(`\nStorm of ${values.minutes} minutes on ${kind}, seed ${seed}`);
  const { violations, figures, lastLines } = await runStorm({
    seed,
    durationMs,
    kind,
    postgresUrl: postgres?.url ?? "",
    say,
  });
  say("");
  for (const [name, figure] of Object.entries(figures)) say(`${name.padEnd(48)}${figure}`);
  say("");
  for (const [name, against] of Object.entries(violations)) {
    say(`${against.length === 0 ? "held    " : "VIOLATED"}  ${name}`);
    for (const line of against.slice(0, 20)) say(`            ${line}`);
    if (against.length > 0) violated += 1;
  }
  if (violated > 0) say(`\nThe last lines:\n${lastLines.slice(-60).join("\n")}`);
}
await postgres?.stop();
say(violated === 0 ? "\nEvery invariant held." : `\n${violated} invariants were violated.`);
process.exit(violated === 0 ? 0 : 1);
