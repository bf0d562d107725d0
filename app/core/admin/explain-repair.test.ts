import { describe, expect, test } from "vitest";
import { explainRepair, type Repair } from "./explain-repair.ts";

const SILENT_AFTER_MS = 30_000;
const heldFor = (sinceRenewedMs: number) => ({ worker: "w", entry: "1-0", sinceRenewedMs });
const alive = heldFor(1_000);
const silent = heldFor(60_000);

type Row = Parameters<typeof explainRepair>[0];
type Job = Parameters<typeof explainRepair>[1];
const row = (status: NonNullable<Row>["status"], isLeased = false): Row => ({ status, isLeased });
const job = (phase: NonNullable<Job>["phase"], held: NonNullable<Job>["held"] = null): Job => ({
  phase,
  held,
});

describe("what happens next to a job by itself", () => {
  test.each<[string, Row, Job, Repair]>([
    ["the web died after its commit", row("queued"), undefined, "sweep_schedules"],
    ["the line was restored from an old copy", row("queued"), job("dead"), "sweep_fails"],
    ["it waits in line", row("queued"), job("waiting"), "in_line"],
    ["it waits for its time", row("queued"), job("delayed"), "in_line"],
    ["it is on its way to a worker", row("queued"), job("ready"), "in_line"],
    ["a worker is about to claim it", row("queued"), job("ready", alive), "at_work"],
    ["a worker took it and died", row("queued"), job("ready", silent), "reap"],
    ["a worker has it", row("processing", true), job("ready", alive), "at_work"],
    ["its worker was killed", row("processing", true), job("ready", silent), "reap"],
    ["Redis was emptied while it ran", row("processing", true), undefined, "lease_decides"],
    ["Redis was emptied and its worker died", row("processing"), undefined, "sweep_schedules"],
    [
      "it was taken back and is in line",
      row("processing", true),
      job("delayed"),
      "next_run_takes_over",
    ],
    ["it killed its workers too often", row("processing"), job("dead"), "sweep_fails"],
    [
      "given up, but a run still owns the row",
      row("processing", true),
      job("dead"),
      "lease_decides",
    ],
    ["finished, and in line by a late bell", row("completed"), job("waiting"), "ghost"],
    ["finished by another run", row("completed"), job("ready", alive), "result_refused"],
    ["finished, and a dead worker had it", row("completed"), job("ready", silent), "reap"],
    ["finished, with a dead letter", row("completed"), job("dead"), "letter_is_left"],
    ["finished", row("completed"), undefined, "nothing"],
    ["cancelled before it was taken", row("cancelled"), job("ready"), "claim_cancels"],
    ["cancelled while it waits", row("cancelled"), job("waiting"), "claim_cancels"],
    ["cancelled while it runs", row("cancelled"), job("ready", alive), "worker_is_told"],
    ["cancelled, and its worker died", row("cancelled"), job("ready", silent), "reap"],
    ["cancelled, with a dead letter", row("cancelled"), job("dead"), "letter_is_left"],
    ["cancelled", row("cancelled"), undefined, "nothing"],
    ["failed, with its dead letter", row("failed"), job("dead"), "waits_for_somebody"],
    ["failed, and Redis was emptied", row("failed"), undefined, "waits_for_somebody"],
    ["failed, and in line by a late bell", row("failed"), job("waiting"), "ghost"],
    ["erased while in line", undefined, job("waiting"), "ghost"],
    ["erased while it runs", undefined, job("ready", alive), "result_refused"],
    ["erased, with a dead letter", undefined, job("dead"), "letter_is_left"],
    ["never there", undefined, undefined, "nothing"],
  ])("%s", (_, asRow, asJob, expected) => {
    expect(explainRepair(asRow, asJob, SILENT_AFTER_MS)).toBe(expected);
  });
});
