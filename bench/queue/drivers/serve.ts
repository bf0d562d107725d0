import { once } from "node:events";
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { Worker as Thread } from "node:worker_threads";
import { type Adapter, type BenchJob, type Crew, idOf, now, type Producer } from "./adapter.ts";
import type { AddRequest, Request, SendRequest, Users, WorkRequest } from "./protocol.ts";

/** A crew at work, and what it has done so far. */
type Shift = {
  readonly crew: Crew;
  readonly request: WorkRequest;
  readonly startedAt: number;
  readonly cpuAtStart: number;
  readonly callsAtStart: number;
  readonly starts: [n: number, at: number][];
  done: number;
  wake: () => void;
};

const POLL_MS = 2;

/**
 * Makes a process a driver: requests come in as lines of JSON, each is answered by a line, until the input ends.
 *
 * @param countCalls how many commands the process has sent to Redis
 */
export async function serve(adapter: Adapter, countCalls: () => number): Promise<void> {
  const producers = new Map<string, Producer>();
  const shifts = new Map<string, Shift>();

  async function producerOf(queue: string): Promise<Producer> {
    const open = producers.get(queue) ?? (await adapter.openProducer(queue));
    producers.set(queue, open);
    return open;
  }

  async function add({ queue, from, count, how, width, users }: AddRequest) {
    const producer = await producerOf(queue);
    const jobs = Array.from({ length: count }, (_, index) => jobOf(from + index, users));
    const usage = startUsage();
    if (how === "bulk") await producer.addMany(jobs);
    else await addInFlight(producer, jobs, how === "serial" ? 1 : width);
    return usage();
  }

  /** Sends each job at its moment, whatever has become of the ones before. */
  async function send({ queue, from, offsetsMs, delaysMs, users, follow }: SendRequest) {
    const producer = await producerOf(queue);
    const jobs = offsetsMs.map((_, index) => jobOf(from + index, users, delaysMs?.[index]));
    const seen: [n: number, at: number][] = [];
    if (follow) await producer.follow((n) => seen.push([n, now()]));
    const metronome = new Thread(new URL("./metronome.ts", import.meta.url), {
      workerData: { offsetsMs },
    });
    const sending: Promise<unknown>[] = [];
    const [base] = (await once(metronome, "message")) as [number];
    metronome.on("message", () => {
      const job = jobs[sending.length];
      if (job) sending.push(producer.add(job));
    });
    await once(metronome, "exit");
    await Promise.all(sending);
    for (let tries = 0; follow && seen.length < jobs.length && tries < 2_000; tries += 1) {
      await delay(5);
    }
    return { intended: offsetsMs.map((offset) => base + offset), seen };
  }

  async function work(request: WorkRequest) {
    const starts: [number, number][] = [];
    const { sleepMs, watch, record } = request;
    const handle = async (n: number): Promise<void> => {
      if (record) starts.push([n, now()]);
      if (watch) tell({ started: n });
      if (sleepMs > 0) await new Promise<void>((resolve) => setTimeout(resolve, sleepMs));
      if (watch) tell({ done: n });
      const shift = shifts.get(request.queue);
      if (shift && (shift.done += 1) >= request.count) shift.wake();
    };
    const crew = await adapter.openCrew({
      ...request,
      isDrain: sleepMs === 0 && !watch && !record,
      handle,
    });
    const usage = process.cpuUsage();
    shifts.set(request.queue, {
      crew,
      request,
      startedAt: now(),
      cpuAtStart: (usage.user + usage.system) / 1_000,
      callsAtStart: countCalls(),
      starts,
      done: 0,
      wake: () => undefined,
    });
    crew.start();
    return {};
  }

  /** Waits until every job is done and nothing is left of them. */
  async function finish({ queue, limitMs }: { readonly queue: string; readonly limitMs: number }) {
    const shift = shiftOf(queue);
    if (shift.done < shift.request.count) {
      const done = new Promise<void>((resolve) => (shift.wake = resolve));
      await Promise.race([done, delay(limitMs, undefined, { ref: false })]);
    }
    const until = now() + 5_000;
    while (!(await shift.crew.isDrained()) && now() < until) await delay(POLL_MS);
    const usage = process.cpuUsage();
    const figures = {
      ms: now() - shift.startedAt,
      cpuMs: (usage.user + usage.system) / 1_000 - shift.cpuAtStart,
      calls: countCalls() - shift.callsAtStart,
      done: shift.done,
      starts: shift.starts,
    };
    await stop(queue);
    return figures;
  }

  async function stop(queue: string) {
    await shiftOf(queue).crew.stop();
    shifts.delete(queue);
    return {};
  }

  function shiftOf(queue: string): Shift {
    const shift = shifts.get(queue);
    if (!shift) throw new Error(`nobody works on ${queue}`);
    return shift;
  }

  function startUsage() {
    const [startedAt, calls, cpu] = [now(), countCalls(), process.cpuUsage()];
    return () => {
      const { user, system } = process.cpuUsage(cpu);
      return { ms: now() - startedAt, cpuMs: (user + system) / 1_000, calls: countCalls() - calls };
    };
  }

  function answer(request: Request): Promise<object> {
    switch (request.do) {
      case "add":
        return add(request);
      case "send":
        return send(request);
      case "work":
        return work(request);
      case "finish":
        return finish(request);
      case "stop":
        return stop(request.queue);
      case "committed":
        shiftOf(request.queue).crew.noteCommitted(request.numbers);
        return Promise.resolve({});
      case "usage": {
        const { user, system } = process.cpuUsage();
        return Promise.resolve({ cpuMs: (user + system) / 1_000, calls: countCalls() });
      }
      case "rest":
        return Promise.all([...producers.values()].map((producer) => producer.close())).then(() => {
          producers.clear();
          return {};
        });
    }
  }

  tell({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request & { readonly id: number };
    void answer(request).then(
      (value) => tell({ id: request.id, value }),
      (error: unknown) => tell({ id: request.id, error: String(error) }),
    );
  }
  process.exit(0);
}

/** A line at once: what a killed process has said must have been heard. */
function tell(message: object): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

function jobOf(n: number, users: Users, delayMs = 0): BenchJob {
  const user = users === "twenty" ? `user-${n % 20}` : users === "own" ? `user-${n}` : "hog";
  return { n, id: idOf(n), user, delayMs };
}

/** Keeps so many calls under way until all are answered. */
async function addInFlight(
  producer: Producer,
  jobs: readonly BenchJob[],
  width: number,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) await producer.add(job);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
