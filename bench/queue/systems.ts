import { fileURLToPath } from "node:url";
import type { Command } from "./driver.ts";
import type { Rivals } from "./rivals/rivals.ts";

export type Sizes = {
  readonly warmUp: number;
  readonly serial: number;
  readonly inFlight: number;
  readonly bulk: number;
  /** Jobs that wait while memory is read. */
  readonly memory: number;
  readonly sleeping: number;
  readonly delayed: number;
};

export type System = {
  readonly name: string;
  readonly label: string;
  /** What a row of it may promise, and how it was set up. */
  readonly guarantees: string;
  readonly version: string;
  readonly command: Command;
  /** Slow systems get fewer jobs. */
  readonly sizes: Sizes;
  /** How many jobs run at a time in each of the drains. */
  readonly drains: readonly number[];
  /** What runs beside a sleeping job; and the most that its workers can do at a time. */
  readonly sleepers: number;
  /** Jobs a second that it can be sent without falling behind. */
  readonly mostPerSecond: number;
  readonly hears: boolean;
  readonly delays: boolean;
  /** The dearer way of sending is left out of what a job costs in all. */
  readonly cheapWay: "serial" | "inFlight50";
  /** Measured only as fast as it sends and works. */
  readonly throughputOnly: boolean;
};

const quick: Sizes = {
  warmUp: 500,
  serial: 4_000,
  inFlight: 20_000,
  bulk: 20_000,
  memory: 10_000,
  sleeping: 2_000,
  delayed: 200,
};
const python: Sizes = {
  warmUp: 50,
  serial: 1_500,
  inFlight: 2_000,
  bulk: 3_000,
  memory: 2_000,
  sleeping: 100,
  delayed: 60,
};
const forking: Sizes = {
  ...python,
  warmUp: 5,
  serial: 200,
  inFlight: 200,
  bulk: 200,
  sleeping: 40,
};

const node = (file: string, ...args: readonly string[]) => {
  const path = fileURLToPath(new URL(`./drivers/${file}`, import.meta.url));
  return (url: string) => ({ program: process.execPath, args: [path, url, ...args] });
};

/** Ours first, then those rivals that could be had. */
export function listSystems(rivals: Rivals): readonly System[] {
  const full = {
    hears: true,
    delays: true,
    throughputOnly: false,
    sleepers: 50,
    cheapWay: "inFlight50",
  } as const;
  const systems: System[] = [
    {
      ...full,
      name: "ours",
      label: "ours",
      guarantees:
        "at least once, fenced, fair; carries ids, the payload is a row of the application",
      version: "this working copy",
      command: node("ours.ts"),
      sizes: quick,
      drains: [1, 10, 50],
      mostPerSecond: Infinity,
    },
  ];
  const { bullmq, debian } = rivals;
  if (bullmq.found) {
    const { root, version } = bullmq;
    const common = { ...full, version, sizes: quick, drains: [1, 10, 50], mostPerSecond: Infinity };
    systems.push(
      {
        ...common,
        name: "bullmq",
        label: "BullMQ",
        guarantees: "at least once, first in first out; carries 200 bytes, removeOnComplete",
        command: node("bullmq.ts", root, "payload"),
      },
      {
        ...common,
        name: "bullmq-ids",
        label: "BullMQ ids",
        guarantees: "the same, carries ids only",
        command: node("bullmq.ts", root, "ids"),
        throughputOnly: true,
      },
    );
  }
  if (debian.found) {
    const { pythonPath, versions } = debian;
    const run = (file: string, ...args: readonly string[]) => {
      const path = fileURLToPath(new URL(`./drivers/${file}`, import.meta.url));
      return (url: string) => ({
        program: "/usr/bin/python3",
        args: [path, url, ...args],
        env: { PYTHONPATH: pythonPath, PYTHONDONTWRITEBYTECODE: "1" },
      });
    };
    const celery = {
      version: versions["celery"] ?? "unknown",
      sizes: python,
      drains: [2],
      sleepers: 2,
      mostPerSecond: 100,
      hears: true,
      delays: true,
      cheapWay: "serial",
    } as const;
    const rq = {
      version: versions["rq"] ?? "unknown",
      drains: [1],
      sleepers: 1,
      hears: false,
      delays: false,
      cheapWay: "serial",
    } as const;
    systems.push(
      {
        ...celery,
        name: "celery",
        label: "Celery",
        guarantees: "at least once (acks_late), prefork 2, prefetch 4 a process, no results",
        command: run("celery_driver.py", "4"),
        throughputOnly: false,
      },
      {
        ...celery,
        name: "celery-64",
        label: "Celery p64",
        guarantees: "the same, prefetch 64 a process",
        command: run("celery_driver.py", "64"),
        throughputOnly: true,
      },
      {
        ...rq,
        name: "rq-simple",
        label: "RQ Simple",
        guarantees: "SimpleWorker: no fork, a crash takes the worker with it",
        command: run("rq_driver.py", "simple"),
        sizes: python,
        mostPerSecond: 200,
        throughputOnly: false,
      },
      {
        ...rq,
        name: "rq",
        label: "RQ",
        guarantees: "Worker: a process forked for every job",
        command: run("rq_driver.py", "forking"),
        sizes: forking,
        mostPerSecond: 50,
        throughputOnly: false,
      },
    );
  }
  return systems;
}
