import { explainRepair } from "#core/admin/explain-repair.ts";
import { findJobRow } from "#core/admin/job-rows.repo.ts";
import { getStream } from "#core/admin/admin-failures.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { type Opened, orRefuse } from "./open-streams.ts";
import { duration, printJson } from "./print.ts";
import { getStreamOfJob } from "./steer.ts";

/** One job: its row, what Redis knows of it, and what happens next by itself. */
export async function explainJob(opened: Opened, id: string): Promise<void> {
  const { streamsAdmin, isJson } = opened;
  const { db } = opened.deps();
  const stream = await getStreamOfJob(opened, id);
  const [row, report] = await Promise.all([
    findJobRow(db, stream, id),
    orRefuse(() => getStream(streamsAdmin, stream).explain(id)),
  ]);
  const next = explainRepair(row, report, streamsAdmin.silentAfterMs);
  if (isJson) {
    printJson({
      stream,
      job_id: id,
      row: row
        ? {
            status: row.status,
            attempts: row.attempts,
            error_code: row.errorCode,
            is_leased: row.isLeased,
            wait_ms: row.waitMs,
          }
        : null,
      redis: report
        ? {
            phase: report.phase,
            failures: report.failures,
            crashes: report.crashes,
            enqueued_at: report.enqueuedAt.toISOString(),
            position: report.position,
            due_ms: report.dueMs,
            is_cancel_asked: report.isCancelAsked,
            progress: report.progress ?? null,
            held: report.held && {
              worker: report.held.worker,
              entry: report.held.entry,
              since_renewed_ms: report.held.sinceRenewedMs,
            },
            error: report.deadLetter?.error ?? null,
          }
        : null,
      next,
    });
    return;
  }
  const facts: readonly (readonly [string, string | number | null | undefined])[] = [
    ["job", `${stream} ${id}`],
    ["row", row ? row.status : "gone"],
    ["attempts", row?.attempts],
    ["error", row?.errorCode ?? report?.deadLetter?.error],
    ["lease", row ? (row.isLeased ? "a run owns the row" : "free") : null],
    ["redis", report ? report.phase : "does not know it"],
    ["held by", report?.held?.worker],
    ["entry", report?.held?.entry],
    ["renewed", report?.held ? `${duration(report.held.sinceRenewedMs)} ago` : null],
    ["before it", report?.position],
    ["due in", report?.dueMs == null ? null : duration(report.dueMs)],
    ["failures", report?.failures],
    ["crashes", report?.crashes],
    ["next", messagesOf("en").admin.streams.life.repairs[next]],
  ];
  for (const [name, value] of facts) {
    if (value !== null && value !== undefined) console.log(`${name.padEnd(10)} ${value}`);
  }
}
