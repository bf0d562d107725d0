import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobStatus } from "#core/database.ts";
import type { QueueStats } from "#queue/queue.ts";
import type { FakeReport } from "#tests/support/fake-openai.ts";
import type { Journal } from "./journal.ts";
import { type MemoryUse, readMemory, readUsed } from "./read-memory.ts";
import type { ProviderCall, ProviderLog } from "./provider-process.ts";
import type { Load } from "./run-load.ts";
import type { Change } from "./storm-database.ts";
import type { World } from "./world.ts";

/** All that is looked at after a storm to say whether it was weathered. */
export type Evidence = {
  readonly journal: Journal;
  readonly load: Load;
  readonly rows: readonly Row[];
  readonly changes: readonly Change[];
  /** What the provider was asked for each analysis, from its own log. */
  readonly callsOf: ReadonlyMap<string, readonly ProviderCall[]>;
  readonly provider: FakeReport;
  /** Answers that are stored for each analysis. */
  readonly storedOf: ReadonlyMap<string, number>;
  readonly queue: QueueStats;
  readonly liveWorkers: number;
  readonly slots: readonly string[];
  readonly consumers: readonly string[];
  /** Members of keys that know of unfinished jobs only. */
  readonly leftovers: Readonly<Record<string, number>>;
  /** Redis' memory with everybody connected, bytes. */
  readonly usedWhileServing: number;
  /** Of each worker; NaN where the system does not tell. */
  readonly residentMegabytes: readonly number[];
  readonly memory: { readonly before: MemoryUse; readonly after: MemoryUse };
  /** From the end of the last fault until every row was final and the queue empty; null when that never came. */
  readonly recoveredMs: number | null;
  readonly recoveryLimitMs: number;
};

export type Row = {
  readonly id: string;
  readonly status: JobStatus;
  readonly run_token: string;
  readonly attempts: number;
  readonly error_code: string | null;
  readonly not_before: number;
};

/** Looks at everything, at last at what Redis holds when all have left it. */
export async function collectEvidence(
  world: World,
  known: Pick<Evidence, "journal" | "load" | "recoveredMs" | "recoveryLimitMs">,
): Promise<Evidence> {
  const { database, redis } = world;
  const rows = await database.db
    .selectFrom("analyses")
    .select(["id", "status", "run_token", "attempts", "error_code", "not_before"])
    .execute();
  const stored = await database.db
    .selectFrom("provider_calls")
    .select(["analysis_id", (eb) => eb.fn.countAll<number>().as("count")])
    .groupBy("analysis_id")
    .execute();
  const consumers = (await redis.admin.xinfo(
    "CONSUMERS",
    `${redis.prefix}ready`,
    "workers",
  )) as string[][];
  const providerLog = await world.provider.readLog();
  const seen = {
    ...known,
    rows,
    changes: await database.listChanges(),
    callsOf: await groupCalls(world, providerLog),
    provider: providerLog.report,
    storedOf: new Map(stored.map(({ analysis_id, count }) => [analysis_id, count])),
    queue: await world.queue.readStats(),
    liveWorkers: world.workers.filter((worker) => worker.isUp()).length,
    slots: await redis.admin.hkeys(`${redis.prefix}slots`),
    leftovers: {
      jobs: await redis.admin.hlen(`${redis.prefix}jobs`),
      progress: await redis.admin.hlen(`${redis.prefix}progress`),
      cancelling: await redis.admin.scard(`${redis.prefix}cancelling`),
    },
    consumers: consumers.map(([, name = ""]) => name),
    usedWhileServing: await readUsed(redis.admin),
    residentMegabytes: await Promise.all(
      world.workers.map(({ pid }) => readResidentMegabytes(pid())),
    ),
  };
  await world.leave();
  const memory = { before: redis.emptyMemory, after: await readMemory(redis.admin) };
  return { ...seen, memory };
}

/** Linux tells; elsewhere it stays unknown. */
async function readResidentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}

/** Whose call it was, by the photo: a small one travels to the provider as it is stored. */
async function groupCalls(world: World, log: ProviderLog): Promise<Map<string, ProviderCall[]>> {
  const photos = await world.database.db
    .selectFrom("photos")
    .select(["analysis_id", "storage_key"])
    .where("storage_key", "is not", null)
    .execute();
  const analysisOf = new Map<string, string>();
  for (const { analysis_id, storage_key } of photos) {
    const jpeg = await readFile(join(world.photoRoot, storage_key ?? ""));
    const url = `data:image/jpeg;base64,${jpeg.toString("base64")}`;
    analysisOf.set(createHash("sha256").update(url).digest("hex"), analysis_id);
  }
  const calls = new Map<string, ProviderCall[]>();
  for (const call of log.calls) {
    const id = analysisOf.get(call.photos[0] ?? "") ?? "unknown";
    calls.set(id, [...(calls.get(id) ?? []), call]);
  }
  return calls;
}
