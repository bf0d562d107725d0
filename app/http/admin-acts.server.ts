import { redirect } from "@remix-run/node";
import { getStream, NoSuchJob } from "#core/admin/admin-failures.ts";
import { dropJob } from "#core/admin/drop-job.ts";
import { findJobRow } from "#core/admin/job-rows.repo.ts";
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
import type { User } from "#core/users/user.ts";
import { localePath } from "#locales/locale-path.ts";
import type { JobAct, StreamAct } from "#locales/stream-messages.ts";
import { unlessAway } from "./admin-streams.server.ts";
import { NoSuchPage } from "./no-such-page.server.ts";
import { readJobId } from "./read-job-id.server.ts";
import type { RouteArgs, Typed } from "./route.server.ts";

/** Dead letters that one press of a button tries again. */
const RETRIED_AT_ONCE = 500;

const streamActs: readonly StreamAct[] = [
  "pause",
  "resume",
  "drain",
  "rebuild",
  "retry-all",
  "remove-worker",
];
const jobActs: readonly JobAct[] = ["retry", "drop", "promote", "claim-away"];

/** What the address wants done to a stream. @throws NoSuchStream, NoSuchPage, ServiceUnavailable */
export async function readStreamAct({ deps, params, request }: RouteArgs) {
  const stream = getStream(deps.streamsAdmin, params["stream"] ?? "");
  const act = streamActs.find((candidate) => candidate === params["act"]);
  if (!act) throw new NoSuchPage();
  const worker = new URL(request.url).searchParams.get("worker") ?? "";
  if (act === "remove-worker" && request.method === "GET") {
    // The page says the name in its title: only of a worker that there is.
    const workers = await stream.listWorkers();
    if (!workers.some(({ name }) => name === worker)) throw new NoSuchPage();
  }
  return { stream: stream.name, act, worker };
}

/** Does it, and leads to the stream's page, or the list, which says so. */
export async function doStreamAct(args: RouteArgs, { id: actorId }: User, fields: Readonly<Typed>) {
  const { deps, connection, language } = args;
  const { stream, act } = await readStreamAct(args);
  const on = { stream, actorId };
  const done = new URLSearchParams({ done: act });
  switch (act) {
    case "pause":
      await pauseStream(deps, on);
      break;
    case "drain":
      await drainStream(deps, on);
      break;
    case "resume":
      await resumeStream(deps, on);
      break;
    case "rebuild": {
      const { rung, failed } = await rebuildStream(deps, { ...on, signal: connection.signal });
      done.set("rung", String(rung));
      done.set("failed", String(failed));
      break;
    }
    case "remove-worker":
      await removeWorker(deps, { ...on, worker: fields["worker"] ?? "" });
      break;
    case "retry-all": {
      const { retried, skipped } = await retryAllJobs(deps, {
        ...on,
        limit: RETRIED_AT_ONCE,
        signal: connection.signal,
      });
      const told = new URLSearchParams({
        stream,
        done: act,
        retried: String(retried),
        skipped: String(skipped),
      });
      return redirect(`${localePath(language, "/admin/dead-letters")}?${told.toString()}`, 303);
    }
  }
  return redirect(`${localePath(language, `/admin/streams/${stream}`)}?${done.toString()}`, 303);
}

/** What the address wants done to a job. @throws NoSuchStream, NoSuchJob, NoSuchPage */
export async function readJobAct({ deps, params, request }: RouteArgs) {
  const stream = getStream(deps.streamsAdmin, params["stream"] ?? "");
  const act = jobActs.find((candidate) => candidate === params["act"]);
  if (!act) throw new NoSuchPage();
  const id = readJobId(params["jobId"]);
  if (id === undefined) throw new NoSuchJob();
  const row = await findJobRow(deps.db, stream.name, id);
  // What has no row any more may still be in Redis.
  if (!row && !(await unlessAway(() => stream.explain(id)))) throw new NoSuchJob();
  const isFromList = new URL(request.url).searchParams.get("from") === "dead";
  const back =
    isFromList || stream.name !== "analyses"
      ? `/admin/dead-letters?stream=${stream.name}`
      : `/admin/analyses/${id}`;
  return { stream: stream.name, id, act, back, isFromList };
}

/** Does it, and leads back to where it was asked for. */
export async function doJobAct(args: RouteArgs, { id: actorId }: User) {
  const { deps, language } = args;
  const { stream, id, act, back } = await readJobAct(args);
  const on = { stream, id, actorId };
  switch (act) {
    case "retry":
      await retryJob(deps, on);
      break;
    case "drop":
      await dropJob(deps, on);
      break;
    case "promote":
      await promoteJob(deps, on);
      break;
    case "claim-away":
      await claimJobAway(deps, on);
      break;
  }
  const path = localePath(language, back);
  return redirect(`${path}${path.includes("?") ? "&" : "?"}done=${act}`, 303);
}
