import { setTimeout as delay } from "node:timers/promises";
import { findStreamOfJob } from "#core/admin/job-rows.repo.ts";
import { dropJob } from "#core/admin/drop-job.ts";
import { retryAllJobs } from "#core/admin/retry-all-jobs.ts";
import { retryJob } from "#core/admin/retry-job.ts";
import {
  claimJobAway,
  drainStream,
  pauseStream,
  promoteJob,
  rebuildStream,
  removeWorker,
  resumeStream,
} from "#core/admin/steer-stream.ts";
import { Refused } from "../operator.ts";
import { noSuchStream, type Opened, orRefuse } from "./open-streams.ts";
import { printJson } from "./print.ts";
import type { JobCommand } from "./read-command.ts";

/** The operator at the command line is nobody's account. */
const actorId = null;

/** Between two looks whether a stream is empty, milliseconds. */
const LOOK_MS = 250;

const jobActs = {
  retry: { act: retryJob, said: "is in line again" },
  drop: { act: dropJob, said: "is dropped" },
  promote: { act: promoteJob, said: "is in line" },
  "claim-away": { act: claimJobAway, said: "is taken away from its worker" },
} as const;

/** Does something to one job. */
export async function moveJob(opened: Opened, command: JobCommand, id: string): Promise<void> {
  const { act, said } = jobActs[command];
  const stream = await getStreamOfJob(opened, id);
  await orRefuse(() => act(opened.deps(), { stream, id, actorId }));
  say(opened, { done: command, stream, job_id: id }, `${id} ${said}.`);
}

/** The stream of a job: where its row is, or where Redis knows it. @throws Refused when nobody knows it */
export async function getStreamOfJob(opened: Opened, id: string): Promise<string> {
  const found = await findStreamOfJob(opened.deps().db, id);
  if (found !== undefined) return found;
  for (const stream of opened.streams) {
    if (await orRefuse(() => stream.explain(id))) return stream.name;
  }
  throw new Refused(`There is no such job: ${id}`);
}

/** Tries all dead letters again. */
export async function retryAll(opened: Opened): Promise<void> {
  const { signal } = new AbortController();
  for (const { name: stream } of opened.streams) {
    const total = await orRefuse(() =>
      retryAllJobs(opened.deps(), { stream, actorId, limit: Infinity, signal }),
    );
    say(
      opened,
      { done: "retry-all", stream, ...total },
      `${stream}: ${total.retried} in line again, ${total.skipped} cannot be tried again.`,
    );
  }
}

export async function steer(
  opened: Opened,
  command: "pause" | "resume",
  stream: string,
): Promise<void> {
  if (!opened.streams.some(({ name }) => name === stream)) throw noSuchStream(opened.streamsAdmin);
  const act = command === "pause" ? pauseStream : resumeStream;
  await orRefuse(() => act(opened.deps(), { stream, actorId }));
  say(
    opened,
    { done: command, stream },
    `${stream} ${command === "pause" ? "is paused" : "goes on"}.`,
  );
}

export async function removeConsumer(opened: Opened, worker: string): Promise<void> {
  for (const { name: stream, ...admin } of opened.streams) {
    const workers = await orRefuse(() => admin.listWorkers());
    if (!workers.some(({ name }) => name === worker)) continue;
    await orRefuse(() => removeWorker(opened.deps(), { stream, worker, actorId }));
    say(opened, { done: "remove", stream, worker }, `${worker} is off the list of ${stream}.`);
    return;
  }
  throw new Refused(`There is no such worker: ${worker}`);
}

/** Compares rows with Redis. */
export async function reconcile(opened: Opened, isDryRun: boolean): Promise<void> {
  const { signal } = new AbortController();
  for (const { name: stream } of opened.streams) {
    const { rung, failed } = await orRefuse(() =>
      rebuildStream(opened.deps(), { stream, actorId, signal, isDryRun }),
    );
    say(
      opened,
      { done: "reconcile", is_dry_run: isDryRun, stream, rung, failed },
      isDryRun
        ? `${stream}: ${rung} would be put into line, ${failed} noted as failed.`
        : `${stream}: ${rung} put into line, ${failed} noted as failed.`,
    );
  }
}

/** Pauses, and waits until no worker holds anything. @throws Refused when that takes too long */
export async function drain(opened: Opened, timeoutMs: number): Promise<void> {
  for (const { name: stream } of opened.streams) {
    await orRefuse(() => drainStream(opened.deps(), { stream, actorId }));
  }
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const states = await orRefuse(() =>
      Promise.all(opened.streams.map((stream) => stream.readOverview())),
    );
    const left = states.reduce((sum, { inFlight, undelivered }) => sum + inFlight + undelivered, 0);
    if (left === 0) break;
    if (performance.now() >= deadline) {
      throw new Refused(
        `Still with workers: ${left}. The streams stay paused; \`resume\` lets them go on.`,
      );
    }
    await delay(LOOK_MS);
  }
  for (const { name: stream } of opened.streams) {
    say(
      opened,
      { done: "drain", stream },
      `${stream} is paused, and no worker holds anything of it.`,
    );
  }
}

function say({ isJson }: Opened, data: object, sentence: string): void {
  if (isJson) printJson(data);
  else console.log(sentence);
}
