import { readStream } from "#core/admin/read-stream.ts";
import { toStreamJson, toWorkerJson } from "#http/admin-json.server.ts";
import { type Opened, orRefuse } from "./open-streams.ts";
import { duration, printJson, printTable } from "./print.ts";

/** Dead letters that are asked of Redis at a time. */
const PAGE = 200;

/** How every stream stands. */
export async function showInfo({ streams, isJson }: Opened): Promise<void> {
  const states = await orRefuse(() =>
    Promise.all(streams.map((stream) => readStream(stream, { hours: 1 }))),
  );
  if (isJson) {
    for (const state of states) printJson(toStreamJson(state));
    return;
  }
  printTable(
    [
      ...["STREAM", "STATE", "WAITING", "OLDEST", "DELAYED", "UNDELIVERED", "IN-FLIGHT", "SLOTS"],
      ...["WORKERS", "DEAD", "PER-MIN", "WAITED-P50", "P95", "P99", "RAN-P50", "P95", "P99"],
    ],
    states.map(({ overview, lastHour: { waited, ran }, perMinute, workers }) => [
      overview.queue,
      overview.isPaused ? "paused" : overview.gateMs > 0 ? "gated" : "running",
      overview.waiting,
      duration(overview.ages.oldestMs),
      overview.delayed,
      overview.undelivered,
      overview.inFlight,
      overview.slots,
      workers.length,
      overview.dead,
      perMinute.toFixed(1),
      ...[waited.p50, waited.p95, waited.p99, ran.p50, ran.p95, ran.p99].map(duration),
    ]),
  );
}

/** What workers hold. */
export async function showPending({ streams, isJson }: Opened): Promise<void> {
  const held = await orRefuse(() =>
    Promise.all(
      streams.map(async (stream) =>
        (await stream.listWorkers()).flatMap((worker) =>
          worker.holds.map((job) => ({ stream: stream.name, worker: worker.name, ...job })),
        ),
      ),
    ),
  );
  const jobs = held.flat().sort((one, other) => other.heldMs - one.heldMs);
  if (isJson) {
    for (const job of jobs) {
      printJson({
        stream: job.stream,
        job_id: job.id,
        entry: job.entry,
        worker: job.worker,
        held_ms: job.heldMs,
        since_renewed_ms: job.sinceRenewedMs,
        failures: job.failures,
        crashes: job.crashes,
      });
    }
    return;
  }
  printTable(
    ["STREAM", "JOB", "HELD", "RENEWED", "FAILURES", "CRASHES", "WORKER"],
    jobs.map((job) => [
      job.stream,
      job.id,
      duration(job.heldMs),
      duration(job.sinceRenewedMs),
      job.failures,
      job.crashes,
      job.worker,
    ]),
  );
}

/** The workers. */
export async function showConsumers({ streams, isJson }: Opened): Promise<void> {
  const listed = await orRefuse(() =>
    Promise.all(
      streams.map(async (stream) =>
        (await stream.listWorkers()).map((worker) => ({ stream: stream.name, worker })),
      ),
    ),
  );
  const workers = listed.flat();
  if (isJson) {
    for (const { stream, worker } of workers) printJson({ stream, ...toWorkerJson(worker) });
    return;
  }
  printTable(
    ["STREAM", "SLOTS", "HOLDS", "LONGEST", "LAST-BEAT", "WORKER"],
    workers.map(({ stream, worker: { name, slots, holds, sinceBeatMs } }) => [
      stream,
      slots,
      holds.length,
      duration(holds.length === 0 ? null : Math.max(...holds.map(({ heldMs }) => heldMs))),
      duration(sinceBeatMs),
      name,
    ]),
  );
}

/** The dead letters, newest first. */
export async function showDead({ streams, isJson }: Opened): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const stream of streams) {
    for (let offset = 0; ; offset += PAGE) {
      const letters = await orRefuse(() => stream.listDead({ offset, limit: PAGE }));
      for (const letter of letters) {
        const { id, why, error, failures, crashes, diedAt } = letter;
        const died = diedAt.toISOString();
        if (isJson) {
          printJson({
            ...{ stream: stream.name, job_id: id, why, error, failures, crashes, died_at: died },
          });
        } else rows.push([stream.name, id, died, why, failures, crashes, error]);
      }
      if (letters.length < PAGE) break;
    }
  }
  if (!isJson) printTable(["STREAM", "JOB", "DIED", "WHY", "FAILURES", "CRASHES", "ERROR"], rows);
}
