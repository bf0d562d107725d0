import { setTimeout as delay } from "node:timers/promises";
import type { DatabaseConfig } from "#platform/config.ts";
import { scaleTimings } from "#queue/timings.ts";
import { until } from "#tests/support/until.ts";
import { collectEvidence, type Evidence } from "./evidence.ts";
import { type FaultName, faultNames, runFault } from "./faults.ts";
import { type InvariantName, invariants } from "./invariants.ts";
import { createJournal } from "./journal.ts";
import { planStorm } from "./plan.ts";
import { heldBytes, readUsed } from "./read-memory.ts";
import { runLoad } from "./run-load.ts";
import { startWorld, TIME_SCALE, type World } from "./world.ts";

export type StormOptions = {
  readonly seed: number;
  readonly durationMs: number;
  readonly kind: DatabaseConfig["kind"];
  /** A server to make a database on, for storms on PostgreSQL. */
  readonly postgresUrl: string;
  /** Only these faults; all by default. */
  readonly only?: readonly FaultName[];
  /** Hears of every fault as it happens. */
  readonly say?: (line: string) => void;
};

export type StormReport = {
  /** What speaks against each invariant; nothing, when it held. */
  readonly violations: Readonly<Record<InvariantName, readonly string[]>>;
  readonly figures: Readonly<Record<string, string | number>>;
  /** The last lines that web and workers have written. */
  readonly lastLines: readonly string[];
};

/** In a short storm more happens at once than in a long one, in which work must not pile up faster than it can be done. */
const FAULT_EVERY_MS = { short: 1_000, long: 2_500 };
const SUBMISSION_EVERY_MS = { short: 350, long: 700 };
const LONG_MS = 120_000;

/** From the last fault to the last result: leases, back-offs and the provider's retries have to pass. */
const RECOVERY_LIMIT_MS = 90_000;

/** A dead worker is forgotten once it has been silent for three times the idle time, by the next reaping (lua/reap.ts). */
const FORGOTTEN_LIMIT_MS = 5 * scaleTimings(TIME_SCALE).idleMs;

/** Before the memory is measured for the first time, so many analyses have gone through. */
const WARM_UP = 6;

/** Lets people send photos while everything breaks, waits until it is over, and looks whether all is well. */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { seed, durationMs } = options;
  const length = durationMs < LONG_MS ? "short" : "long";
  const plan = planStorm({
    seed,
    durationMs,
    faultNames: options.only ?? faultNames,
    submissionEveryMs: SUBMISSION_EVERY_MS[length],
    faultEveryMs: FAULT_EVERY_MS[length],
  });
  const journal = createJournal(options.say ?? (() => undefined));
  const world = await startWorld({ ...options, journal });
  try {
    await warmUp(world);
    const usedBefore = await readUsed(world.redis.admin);

    const startedAt = performance.now();
    const breaking = plan.faults.map(async (fault) => {
      await delay(Math.max(0, startedAt + fault.atMs - performance.now()));
      await runFault(world, fault);
    });
    const load = await runLoad(world, plan.submissions, WARM_UP);
    await Promise.all(breaking);
    await world.calm();

    const calmAt = performance.now();
    const isOver = await until(() => hasEnded(world), {
      what: "all is over",
      withinMs: RECOVERY_LIMIT_MS,
    }).then(
      () => true,
      () => false,
    );
    const recoveredMs = isOver ? Math.round(performance.now() - calmAt) : null;
    // Who watches learns of the end from the row after ten seconds, should the news of it be lost.
    await until(() => load.followed.every(({ hasEnded }) => hasEnded), {
      what: "everybody has seen the end",
      withinMs: 15_000,
    }).catch(() => undefined);
    await load.end();
    await until(() => isRedisUpToDate(world), {
      what: "the dead workers are forgotten",
      withinMs: FORGOTTEN_LIMIT_MS,
    }).catch(() => undefined);

    const evidence = await collectEvidence(world, {
      journal,
      load,
      recoveredMs,
      recoveryLimitMs: RECOVERY_LIMIT_MS,
    });
    const violations = Object.fromEntries(
      Object.entries(invariants).map(([name, check]) => [name, check(evidence)]),
    ) as unknown as StormReport["violations"];
    return { violations, figures: describe(evidence, usedBefore), lastLines: journal.lastLines };
  } finally {
    await world.stop();
  }
}

async function warmUp(world: World): Promise<void> {
  const submissions = Array.from({ length: WARM_UP }, (_, index) => ({
    atMs: 0,
    user: index,
    way: index === 0 ? ("web" as const) : ("direct" as const),
    cancelAfterMs: null,
    isFollowed: false,
  }));
  await runLoad(world, submissions, 0);
  await until(() => hasEnded(world), { what: "the first analyses are read", withinMs: 60_000 });
}

async function hasEnded({ database, queue }: World): Promise<boolean> {
  const unsettled = await database.db
    .selectFrom("analyses")
    .select("id")
    .where("status", "in", ["queued", "processing"])
    .limit(1)
    .execute();
  if (unsettled.length > 0) return false;
  const { waiting, delayed, undelivered, inFlight } = await queue.readStats();
  return waiting + delayed + undelivered + inFlight === 0;
}

async function isRedisUpToDate({ redis, workers }: World): Promise<boolean> {
  return (
    (await redis.admin.hlen(`${redis.prefix}slots`)) === workers.filter((one) => one.isUp()).length
  );
}

function describe(evidence: Evidence, usedBefore: number): StormReport["figures"] {
  const { rows, changes, journal, load, memory, queue } = evidence;
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  const claims = changes.filter(({ to }) => to === "processing");
  const said = (part: string) =>
    [...journal.said].reduce((sum, [line, n]) => sum + (line.includes(part) ? n : 0), 0);
  return {
    analyses: rows.length,
    "  completed": count("completed"),
    "  failed": count("failed"),
    "  cancelled": count("cancelled"),
    "refused while something was down": load.refused,
    "sweeps that rang again": said("rows rung for again"),
    runs: claims.length,
    "  that took over from another": claims.filter(({ from }) => from === "processing").length,
    "results that came too late and were dropped": said("result dropped"),
    "calls of the provider": evidence.provider.calls,
    "  refused by its limits, excused": evidence.provider.window?.violations.length ?? 0,
    "  most of its requests in use (%)": Math.round(
      (evidence.provider.window?.peak.requests ?? 0) * 100,
    ),
    faults: journal.faults.length,
    "processes ended": journal.exits.length,
    "dead letters": queue.dead,
    "people who watched": load.followed.length,
    "seconds to recover": ((evidence.recoveredMs ?? NaN) / 1000).toFixed(1),
    "Redis memory while serving, before, after (kB)": `${kilobytes(usedBefore)}, ${kilobytes(evidence.usedWhileServing)}`,
    "  when all have left, without history (kB)": `${kilobytes(heldBytes(memory.before))}, ${kilobytes(heldBytes(memory.after))}`,
    "resident memory of workers (MB)": evidence.residentMegabytes.join(", "),
  };
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}
