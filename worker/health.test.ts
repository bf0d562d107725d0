import { expect, test } from "vitest";
import type { WorkerHealth } from "#queue/worker.ts";
import { healthOf } from "./health.ts";

const timings = { beatMs: 5_000, blockMs: 10_000 };
const well: WorkerHealth = {
  running: 1,
  sinceBeatMs: 4_000,
  sinceReadMs: 9_000,
  stuckMs: 0,
  isStopping: false,
};

const look = (changes: Partial<WorkerHealth> = {}) =>
  healthOf(
    { analyses: { health: () => well }, mail: { health: () => ({ ...well, ...changes }) } },
    timings,
  );

test("a process is ready while every worker of it reads and beats", () => {
  expect(look()).toEqual({
    isWell: true,
    report: {
      status: "ready",
      queues: {
        analyses: { status: "ready", running: 1, since_read_seconds: 9, since_beat_seconds: 4 },
        mail: { status: "ready", running: 1, since_read_seconds: 9, since_beat_seconds: 4 },
      },
    },
  });
});

test.each([
  ["whose reads do not come back", { sinceReadMs: 30_000 }, "stuck"],
  ["whose beats do not come back", { sinceBeatMs: 15_000 }, "stuck"],
  ["that stops", { isStopping: true }, "stopping"],
])("a worker %s makes the process unwell, and is named", (_, changes, status) => {
  const { isWell, report } = look(changes);
  expect(isWell).toBe(false);
  expect(report).toMatchObject({
    status,
    queues: { analyses: { status: "ready" }, mail: { status } },
  });
});
