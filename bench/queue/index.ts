import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { startBenchRedis } from "./bench-redis.ts";
import { startDriver } from "./driver.ts";
import { describeHost, readLoad } from "./host.ts";
import { measureDelays } from "./measures/delays.ts";
import { measureFairness } from "./measures/fairness.ts";
import { measureIdle } from "./measures/idle.ts";
import { measureLatency } from "./measures/latency.ts";
import { type Figures, nextQueue, type Stage, type Taken } from "./measures/measure.ts";
import { measureMemory } from "./measures/memory.ts";
import { measureRecovery } from "./measures/recovery.ts";
import { measureSleeping } from "./measures/sleeping.ts";
import { measureThroughput } from "./measures/throughput.ts";
import { type BenchOptions, readOptions, usage } from "./options.ts";
import { type Measured, toLines, toTable } from "./report.ts";
import { provideRivals } from "./rivals/rivals.ts";
import { listRows } from "./rows.ts";
import { seededRandom } from "./statistics.ts";
import { listSystems, type System } from "./systems.ts";

/** Our queue beside BullMQ, Celery and RQ; bench/README.md says how and what for. */

const MOST_LOAD = 0.5;
const IDLE_SECONDS = 20;
const RECOVERY_LIMIT_SECONDS = 90;

type Part = {
  readonly name: string;
  readonly isSlow: boolean;
  readonly suits: (system: System) => boolean;
  readonly measure: (stage: Stage) => Promise<Taken>;
};

const parts: readonly Part[] = [
  { name: "throughput", isSlow: false, suits: () => true, measure: measureThroughput },
  { name: "latency", isSlow: false, suits: isWhole, measure: measureLatency },
  { name: "memory", isSlow: true, suits: () => true, measure: measureMemory },
  { name: "sleeping", isSlow: true, suits: isWhole, measure: measureSleeping },
  {
    name: "fairness",
    isSlow: true,
    suits: (system) => isWhole(system) && system.drains.length > 1,
    measure: measureFairness,
  },
  { name: "delays", isSlow: true, suits: ({ delays }) => delays, measure: measureDelays },
];

function isWhole({ throughputOnly }: System): boolean {
  return !throughputOnly;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(3));
  const loadBefore = readLoad();
  if (loadBefore > MOST_LOAD && !options.anyway) {
    throw new Error(
      `The load of the last minute is ${loadBefore.toFixed(2)}; figures need a quiet machine (at most ${MOST_LOAD}), or --anyway.`,
    );
  }
  const wants = (prefix: RegExp) => [...options.rivals].some((name) => prefix.test(name));
  const rivals = await provideRivals((family) =>
    wants(family === "bullmq" ? /^bullmq/ : /^(celery|rq)/),
  );
  const systems = listSystems(rivals).filter(
    ({ name }) => name === "ours" || options.rivals.has(name),
  );
  const host = { ...describeHost(), load: loadBefore.toFixed(2), seed: String(options.seed) };
  for (const [name, value] of Object.entries(host)) say(`${name}: ${value}`);
  for (const { label, version, guarantees } of systems) say(`${label} (${version}): ${guarantees}`);
  const missing = [...options.rivals].filter((name) => systems.every((one) => one.name !== name));
  for (const name of missing) say(`${name}: could not be had. ${whyMissing(rivals, name)}`);

  const startedAt = Date.now();
  const measured = systems.map((system): Measured => {
    return { name: system.name, label: system.label, rounds: [], samples: {}, failures: [] };
  });
  await runRounds(options, systems, measured);
  await runWaiting(options, systems, measured);

  const lines = toLines(listRows(options.rates), measured);
  const minutes = (Date.now() - startedAt) / 60_000;
  say("");
  say(toTable(lines, measured));
  say("");
  const verdicts = lines.flatMap((line) => line.verdicts);
  const reached = verdicts.filter((verdict) => verdict.reached).length;
  say(
    `${reached} of ${verdicts.length} goals reached. ${minutes.toFixed(1)} minutes, load at the end ${readLoad().toFixed(2)}.`,
  );
  say("median (least–most of the rounds); p99 and p99.9 of all rounds pooled.");
  if (options.quick) say("--quick: these figures say only that the bench works.");

  const stamp = new Date(startedAt).toISOString().replaceAll(/[:.]/g, "-");
  const file = options.json ?? `bench/results/queue-${stamp}.json`;
  await mkdir(dirname(file), { recursive: true });
  const described = systems.map(({ name, version, guarantees }) => ({ name, version, guarantees }));
  const result = {
    startedAt: new Date(startedAt).toISOString(),
    minutes,
    host,
    options: { ...options, only: [...options.only], rivals: [...options.rivals] },
    systems: described,
    lines,
    rounds: measured.map(({ name, rounds, failures }) => ({ name, rounds, failures })),
  };
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  say(`Written to ${file}.`);
}

/** One round to warm up, which counts for nothing, then the measured ones; every second one in reverse order. */
async function runRounds(
  options: BenchOptions,
  systems: readonly System[],
  measured: readonly Measured[],
): Promise<void> {
  const random = seededRandom(options.seed);
  for (let round = 0; round <= options.rounds; round += 1) {
    const isWarmUp = round === 0;
    if (isWarmUp && options.quick) continue;
    const scale = options.scale * (isWarmUp ? 0.1 : 1);
    const order = systems.map((_, index) => index);
    if (round % 2 === 0) order.reverse();
    for (const index of order) {
      const system = systems[index];
      const into = measured[index];
      if (!system || !into) continue;
      const chosen = parts.filter(
        ({ name, isSlow, suits }) =>
          options.only.has(name) &&
          suits(system) &&
          (!isSlow || (!isWarmUp && round <= options.slowRounds)),
      );
      if (chosen.length === 0) continue;
      const setting = {
        system,
        random,
        scale,
        rates: isWarmUp ? [] : options.rates,
        latencySeconds: options.latencySeconds / options.rounds,
      };
      const taken = await runParts(chosen, setting);
      into.failures.push(...taken.flatMap(({ failure }) => failure ?? []));
      if (isWarmUp) continue;
      const figures: Figures = {};
      for (const one of taken) Object.assign(figures, one.figures);
      into.rounds.push(figures);
      for (const [name, values] of taken.flatMap(({ samples }) => Object.entries(samples ?? {}))) {
        (into.samples[name] ??= []).push(...values);
      }
    }
    say(isWarmUp ? "warmed up" : `round ${round} of ${options.rounds}`);
  }
}

async function runParts(
  chosen: readonly Part[],
  setting: Omit<Stage, "redis" | "producer" | "worker">,
): Promise<readonly (Taken & { readonly failure?: string })[]> {
  const { command } = setting.system;
  const redis = await startBenchRedis();
  const producer = await startDriver(command, redis.url);
  const worker = await startDriver(command, redis.url);
  try {
    const stage = { ...setting, redis, producer, worker };
    await warmUp(stage);
    const taken: (Taken & { readonly failure?: string })[] = [];
    for (const { name, measure } of chosen) {
      try {
        taken.push(await measure(stage));
      } catch (error) {
        const failure = `${setting.system.label}, ${name}: ${String(error)}`;
        say(`Failed in this round, which has no figure for it. ${failure}`);
        taken.push({ figures: {}, failure });
        // Whatever is left of it would disturb what comes after.
        break;
      }
    }
    return taken;
  } finally {
    await Promise.all([producer.end(), worker.end()]);
    await redis.stop();
  }
}

/** Lets both processes compile what they are about to run. */
async function warmUp({ system, redis, producer, worker }: Stage): Promise<void> {
  const count = system.sizes.warmUp;
  for (const how of ["serial", "in-flight", "bulk"] as const) {
    const queue = nextQueue();
    await producer.add({ queue, from: 0, count, how, width: 50, users: "twenty" });
    await worker.work({
      queue,
      count,
      backlog: count,
      concurrency: Math.max(...system.drains),
      workers: 1,
      sleepMs: 0,
      record: false,
      watch: false,
    });
    await worker.finish(queue);
    await producer.rest();
    if (system.drains.length === 1) break;
  }
  await redis.clear();
}

/** What takes its time and hardly any of the machine's: all systems at once. */
async function runWaiting(
  options: BenchOptions,
  systems: readonly System[],
  measured: readonly Measured[],
): Promise<void> {
  const all = systems.flatMap((system, index) => {
    const into = measured[index];
    return into && isWhole(system) ? [{ system, into }] : [];
  });
  if (options.only.has("idle")) {
    await Promise.all(
      all.map(async ({ system, into }) => {
        const { figures } = await measureIdle(system, options.quick ? 2 : IDLE_SECONDS);
        into.rounds.push(figures);
      }),
    );
    say("idle workers watched");
  }
  if (options.only.has("recovery")) {
    const limit = options.quick ? 50 : RECOVERY_LIMIT_SECONDS;
    const kills = all.flatMap((one) => Array.from({ length: options.recoveries }, () => one));
    await Promise.all(
      kills.map(async ({ system, into }) => {
        const { figures } = await measureRecovery(system, limit);
        into.rounds.push(figures);
      }),
    );
    say("workers killed");
  }
}

function whyMissing({ bullmq, debian }: Awaited<ReturnType<typeof provideRivals>>, name: string) {
  const family = name.startsWith("bullmq") ? bullmq : debian;
  return family.found ? "There is no such rival." : family.why;
}

function say(line: string): void {
  console.log(line);
}

if (process.argv.includes("--help")) say(usage);
else await main();
