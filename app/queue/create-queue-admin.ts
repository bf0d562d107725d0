import type { Redis } from "ioredis";
import type { JobId, Json } from "./define-job.ts";
import type { Histogram } from "./histogram.ts";
import { type JobState, parseJobState } from "./job-state.ts";
import { GROUP, keyPrefix } from "./keys.ts";
import type { Phase, Queue } from "./queue.ts";
import type {
  DeadLetter,
  HeldJob,
  JobReport,
  MinuteActivity,
  QueueAdmin,
  WaitingAges,
} from "./queue-admin.ts";
import { type RawEntry, withScripts } from "./scripts.ts";
import { defaultTimings } from "./timings.ts";
import { entryMs } from "./token.ts";

/** Of how many jobs in line the ages are looked at. In fair order everybody's oldest job stands first. */
const MOST_AGES = 1_000;

/** Entries of the stream that are looked at; there are no more than all workers' slots. */
const MOST_ENTRIES = 2_000;

const MOST_MINUTES = 2_880;

/** Bounds of the table of ages, milliseconds. */
const ageBounds = [1_000, 10_000, 60_000, 600_000, null] as const;

/** A worker that has not beaten for so long may be taken off the list, milliseconds. */
const ALIVE_MS = 3 * defaultTimings.idleMs;

/** An operator's side of one queue. */
export function createQueueAdmin({
  redis: client,
  queue,
}: {
  readonly redis: Redis;
  readonly queue: Pick<Queue, "name" | "prefix" | "readStats">;
}): QueueAdmin {
  const redis = withScripts(client);
  const keys = keyPrefix(queue.prefix, queue.name);

  async function readClockMs(): Promise<number> {
    const [seconds, micros] = await redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }

  async function readStates(ids: readonly JobId[]): Promise<readonly (JobState | undefined)[]> {
    if (ids.length === 0) return [];
    return (await redis.hmget(`${keys}jobs`, ...ids)).map((line) => parseJobState(line));
  }

  async function listWaiting(limit: number) {
    const [ids, now] = await Promise.all([
      redis.zrange(`${keys}wait`, 0, String(limit - 1)),
      readClockMs(),
    ]);
    const states = await readStates(ids);
    return ids.map((id, index) => ({
      id,
      user: states[index]?.user ?? "",
      waitedMs: Math.max(0, now - (states[index]?.enqueuedMs ?? now)),
    }));
  }

  async function readAges(): Promise<WaitingAges> {
    const ages = (await listWaiting(MOST_AGES)).map(({ waitedMs }) => waitedMs);
    let under = 0;
    const buckets = ageBounds.map((underMs) => {
      const upTo = ages.filter((age) => underMs === null || age < underMs).length;
      const count = upTo - under;
      under = upTo;
      return { underMs, count };
    });
    return { seen: ages.length, oldestMs: ages.length === 0 ? null : Math.max(...ages), buckets };
  }

  /** What workers have in hand, by worker. */
  async function listHeld(): Promise<ReadonlyMap<string, readonly HeldJob[]>> {
    const [pending, entries, now] = await Promise.all([
      redis.xpending(`${keys}ready`, GROUP, "-", "+", MOST_ENTRIES).catch(() => []) as Promise<
        readonly (readonly [string, string, number, number])[]
      >,
      redis.xrange(`${keys}ready`, "-", "+", "COUNT", MOST_ENTRIES) as Promise<RawEntry[]>,
      readClockMs(),
    ]);
    const fieldsOf = new Map(entries);
    const held = new Map<string, HeldJob[]>();
    for (const [entry, worker, idleMs] of pending) {
      const [, id = "", , line] = fieldsOf.get(entry) ?? [];
      const state = parseJobState(line);
      const job: HeldJob = {
        id,
        user: state?.user ?? "",
        entry,
        heldMs: Math.max(0, now - entryMs(entry)),
        sinceRenewedMs: idleMs,
        failures: state?.failures ?? 0,
        crashes: state?.crashes ?? 0,
      };
      held.set(worker, [...(held.get(worker) ?? []), job]);
    }
    return held;
  }

  async function findDeadLetter(id: JobId): Promise<DeadLetter | null> {
    const [died, info] = await Promise.all([
      redis.zscore(`${keys}dead`, id),
      redis.hget(`${keys}deadInfo`, id),
    ]);
    return died === null ? null : toDeadLetter(id, Number(died), info);
  }

  return {
    async readOverview() {
      const [stats, meta, slots, ages, now] = await Promise.all([
        queue.readStats(),
        redis.hmget(`${keys}meta`, "paused", "gate"),
        redis.hvals(`${keys}slots`),
        readAges(),
        readClockMs(),
      ]);
      const [paused, gate] = meta;
      return {
        queue: queue.name,
        ...stats,
        slots: slots.reduce((sum, each) => sum + Number(each), 0),
        isPaused: paused !== null,
        gateMs: Math.max(0, Number(gate ?? 0) - now),
        ages,
      };
    },

    async listWorkers() {
      const [beats, slots, held, now] = await Promise.all([
        redis.zrange(`${keys}workers`, 0, "-1", "WITHSCORES"),
        redis.hgetall(`${keys}slots`),
        listHeld(),
        readClockMs(),
      ]);
      const beatOf = new Map<string, number>();
      for (let index = 0; index < beats.length; index += 2) {
        beatOf.set(beats[index] ?? "", Number(beats[index + 1]));
      }
      const names = [...new Set([...beatOf.keys(), ...held.keys()])].sort();
      return names.map((name) => {
        const beat = beatOf.get(name);
        return {
          name,
          slots: Number(slots[name] ?? 0),
          sinceBeatMs: beat === undefined ? null : Math.max(0, now - beat),
          holds: held.get(name) ?? [],
        };
      });
    },

    async listDead({ offset, limit }) {
      const found = await redis.zrevrange(`${keys}dead`, offset, offset + limit - 1, "WITHSCORES");
      const ids = found.filter((_, index) => index % 2 === 0);
      if (ids.length === 0) return [];
      const infos = await redis.hmget(`${keys}deadInfo`, ...ids);
      return ids.map((id, index) =>
        toDeadLetter(id, Number(found[2 * index + 1]), infos[index] ?? null),
      );
    },

    listWaiting,

    async readActivity(minutes) {
      const now = Math.floor((await readClockMs()) / 60_000);
      const count = Math.min(MOST_MINUTES, Math.max(1, Math.floor(minutes)));
      const wanted = Array.from({ length: count }, (_, index) => now - count + 1 + index);
      const pipeline = redis.pipeline();
      for (const minute of wanted) pipeline.hgetall(`${keys}stat:${minute}`);
      const answers = (await pipeline.exec()) ?? [];
      return wanted.map((minute, index) => {
        const [error, fields] = answers[index] ?? [];
        if (error) throw error;
        return toActivity(minute, (fields ?? {}) as Record<string, string>);
      });
    },

    async explain(id): Promise<JobReport | undefined> {
      const [phases, line, deadLetter] = await Promise.all([
        redis.hrPhases(keys, id),
        redis.hget(`${keys}jobs`, id),
        findDeadLetter(id),
      ]);
      const [phase] = phases;
      if (phase === undefined || phase === "absent") return undefined;
      const [rank, due, progress, isCancelAsked, held, now] = await Promise.all([
        redis.zrank(`${keys}wait`, id),
        redis.zscore(`${keys}delay`, id),
        redis.hget(`${keys}progress`, id),
        redis.sismember(`${keys}cancelling`, id),
        listHeld(),
        readClockMs(),
      ]);
      const holder = [...held].flatMap(([worker, jobs]) =>
        jobs
          .filter((job) => job.id === id)
          .map(({ entry, sinceRenewedMs }) => ({ worker, entry, sinceRenewedMs })),
      )[0];
      const state = parseJobState(line);
      return {
        phase: phase as Phase,
        user: state?.user ?? deadLetter?.user ?? "",
        cost: state?.cost ?? 1,
        failures: state?.failures ?? deadLetter?.failures ?? 0,
        crashes: state?.crashes ?? deadLetter?.crashes ?? 0,
        enqueuedAt: new Date(state?.enqueuedMs ?? deadLetter?.diedAt ?? now),
        isCancelAsked: isCancelAsked === 1,
        progress: progress === null ? undefined : (JSON.parse(progress) as Json),
        position: rank,
        dueMs: due === null ? null : Math.max(0, Number(due) - now),
        held: holder ?? null,
        deadLetter,
      };
    },

    async pause() {
      await redis.hrControl(keys, "pause", 0);
    },

    async resume() {
      await redis.hrControl(keys, "resume", 0);
    },

    async gate(ms) {
      await redis.hrControl(keys, "gate", Math.max(0, Math.ceil(ms)));
    },

    promote: async (id) => (await redis.hrPromote(keys, id)) === 1,

    claimAway: async (id) => (await redis.hrClaimAway(keys, id)) === 1,

    async dropDead(id) {
      const [dropped] = await Promise.all([
        redis.zrem(`${keys}dead`, id),
        redis.hdel(`${keys}deadInfo`, id),
      ]);
      return dropped === 1;
    },

    removeWorker: async (name) => (await redis.hrRemoveWorker(keys, name, ALIVE_MS)) === 1,
  };
}

type DeadInfo = Pick<DeadLetter, "why" | "error" | "user" | "failures" | "crashes">;

function toDeadLetter(id: JobId, diedMs: number, json: string | null): DeadLetter {
  const info: DeadInfo =
    json === null
      ? { why: "failed", error: "", user: "", failures: 0, crashes: 0 }
      : (JSON.parse(json) as DeadInfo);
  return { id, ...info, diedAt: new Date(diedMs) };
}

function toActivity(minute: number, fields: Readonly<Record<string, string>>): MinuteActivity {
  const count = (name: string) => Number(fields[name] ?? 0);
  return {
    minute: new Date(minute * 60_000),
    enqueued: count("enqueued"),
    done: count("done"),
    cancelled: count("cancelled"),
    dead: count("dead"),
    retried: count("retried"),
    deferred: count("deferred"),
    released: count("released"),
    stalled: count("stalled"),
    waited: histogramOf("waited", fields),
    ran: histogramOf("ran", fields),
  };
}

function histogramOf(name: "waited" | "ran", fields: Readonly<Record<string, string>>): Histogram {
  const buckets = new Map<number, number>();
  for (const [field, count] of Object.entries(fields)) {
    const [of, bucket] = field.split(":");
    if (of === name && bucket !== undefined) buckets.set(Number(bucket), Number(count));
  }
  return { buckets, sumMs: Number(fields[`${name}Ms`] ?? 0) };
}
