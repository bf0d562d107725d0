import { addHistograms, type Histogram, quantileMs } from "#queue/histogram.ts";
import type { MinuteActivity } from "#queue/queue-admin.ts";
import type { QueueOverview, StreamAdmin, WorkerInfo } from "./streams-admin.ts";

/** How long something took, as limits that a half, 95 % and 99 % stayed under; null when nothing happened. */
export type Quantiles = {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
};

/** What a stream did in some time. */
export type Activity = {
  readonly enqueued: number;
  readonly done: number;
  readonly retried: number;
  readonly deferred: number;
  readonly stalled: number;
  readonly dead: number;
  /** From being enqueued to being handed to a worker, of first runs. */
  readonly waited: Quantiles;
  readonly ran: Quantiles;
};

export type ActivityAt = Activity & { readonly at: Date };

export type StreamState = {
  readonly overview: QueueOverview;
  readonly workers: readonly WorkerInfo[];
  readonly lastHour: Activity;
  /** Finished a minute, over the last ten whole minutes. */
  readonly perMinute: number;
  /** Oldest first, minutes put together so that there are about sixty. */
  readonly history: readonly ActivityAt[];
};

/** For how many hours a history may be asked, and how many minutes are put together then. */
export const historySpans: Readonly<Record<number, number>> = { 1: 1, 6: 5, 24: 20 };
export const USUAL_HOURS = 6;

/** How a stream stands and what it did lately. @throws ServiceUnavailable */
export async function readStream(
  stream: StreamAdmin,
  { hours }: { readonly hours: number },
): Promise<StreamState> {
  const step = historySpans[hours] ?? 1;
  const [overview, workers, minutes] = await Promise.all([
    stream.readOverview(),
    stream.listWorkers(),
    stream.readActivity(Math.max(60, hours * 60)),
  ]);
  // The minute that is under way would make every rate look lower than it is.
  const whole = minutes.slice(-11, -1);
  return {
    overview,
    workers,
    lastHour: summarise(minutes.slice(-60)),
    perMinute: whole.length === 0 ? 0 : sum(whole, "done") / whole.length,
    history: inSteps(minutes.slice(-hours * 60), step),
  };
}

function inSteps(minutes: readonly MinuteActivity[], step: number): readonly ActivityAt[] {
  const points: ActivityAt[] = [];
  for (let first = 0; first < minutes.length; first += step) {
    const together = minutes.slice(first, first + step);
    const [{ minute } = { minute: new Date(0) }] = together;
    points.push({ at: minute, ...summarise(together) });
  }
  return points;
}

function summarise(minutes: readonly MinuteActivity[]): Activity {
  return {
    enqueued: sum(minutes, "enqueued"),
    done: sum(minutes, "done"),
    retried: sum(minutes, "retried"),
    deferred: sum(minutes, "deferred"),
    stalled: sum(minutes, "stalled"),
    dead: sum(minutes, "dead"),
    waited: quantilesOf(addHistograms(minutes.map(({ waited }) => waited))),
    ran: quantilesOf(addHistograms(minutes.map(({ ran }) => ran))),
  };
}

function sum(
  minutes: readonly MinuteActivity[],
  what: "enqueued" | "done" | "retried" | "deferred" | "stalled" | "dead",
): number {
  return minutes.reduce((total, minute) => total + minute[what], 0);
}

function quantilesOf(histogram: Histogram): Quantiles {
  const at = (q: number) => {
    const ms = quantileMs(histogram, q);
    return ms === null ? null : Math.round(ms);
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
