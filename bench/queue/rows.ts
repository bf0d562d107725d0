/** What is better, and what the goal is against whom. */
export type Goal = {
  readonly against: "bullmq" | "celery" | "nobody";
  /** Of the ratio ours to theirs; without a rival, of our figure. */
  readonly atLeast?: number;
  readonly atMost?: number;
};

export type Row = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly goals: readonly Goal[];
};

type GoalText = `${"<=" | ">="}${number}`;

function bullmq(text: GoalText): Goal {
  const bound = Number(text.slice(2));
  return text.startsWith("<=")
    ? { against: "bullmq", atMost: bound }
    : { against: "bullmq", atLeast: bound };
}

const row = (key: string, label: string, unit: string, ...goals: readonly Goal[]): Row => ({
  key,
  label,
  unit,
  goals,
});

/** Every line of the table, in order. */
export function listRows(rates: readonly number[]): readonly Row[] {
  return [
    row("enqueue.serial.rate", "enqueue, one at a time", "/s", bullmq(">=1.15")),
    row("enqueue.inFlight50.rate", "enqueue, 50 in flight", "/s", bullmq(">=1.25")),
    row("enqueue.inFlight100.rate", "enqueue, 100 in flight", "/s"),
    row("enqueue.bulk.rate", "enqueue, bulk", "/s", bullmq(">=2.2")),
    row("drain.c1.rate", "drain, 1 at a time", "/s"),
    row("drain.c10.rate", "drain, 10 at a time", "/s", bullmq(">=1.3")),
    row("drain.c50.rate", "drain, 50 at a time", "/s", bullmq(">=1.6")),
    row("drain.best.rate", "drain, each at its best", "/s", { against: "celery", atLeast: 10 }),
    row("total.clientCpu", "client CPU per job, both ways", "µs", bullmq("<=0.5")),
    row("enqueue.serial.clientCpu", "  enqueue, one at a time", "µs"),
    row("enqueue.inFlight50.clientCpu", "  enqueue, 50 in flight", "µs"),
    row("enqueue.bulk.clientCpu", "  enqueue, bulk", "µs"),
    row("drain.c1.clientCpu", "  drain, 1 at a time", "µs"),
    row("drain.c10.clientCpu", "  drain, 10 at a time", "µs"),
    row("drain.c50.clientCpu", "  drain, 50 at a time", "µs"),
    row("total.redisCpu", "Redis CPU per job, both ways", "µs", bullmq("<=0.6")),
    row("enqueue.serial.redisCpu", "  enqueue, one at a time", "µs"),
    row("enqueue.inFlight50.redisCpu", "  enqueue, 50 in flight", "µs"),
    row("enqueue.bulk.redisCpu", "  enqueue, bulk", "µs"),
    row("drain.c1.redisCpu", "  drain, 1 at a time", "µs"),
    row("drain.c10.redisCpu", "  drain, 10 at a time", "µs"),
    row("drain.c50.redisCpu", "  drain, 50 at a time", "µs"),
    row("total.bytes", "bytes to Redis per job, both ways", "B", bullmq("<=0.35")),
    row("enqueue.inFlight50.bytes", "  enqueue, 50 in flight", "B"),
    row("enqueue.bulk.bytes", "  enqueue, bulk", "B"),
    row("drain.c50.bytes", "  drain, 50 at a time", "B"),
    row("total.calls", "calls to Redis per job, both ways", ""),
    row("total.commands", "commands in Redis per job, both ways", ""),
    row("memory.waiting", "Redis memory per waiting job", "B", bullmq("<=0.4")),
    row("memory.finished", "Redis memory per finished job", "B"),
    ...rates.flatMap((rate) => latencyRows(rate)),
    row("sleeping.efficiency", "50 ms jobs: ideal / actual", "%"),
    row("fairness.light.p50", "behind a hog: others wait p50", "ms"),
    row("fairness.light.p95", "behind a hog: others wait p95", "ms", {
      against: "nobody",
      atMost: 100,
    }),
    row("delays.p50", "delayed job late by p50", "ms"),
    row("delays.p99", "delayed job late by p99", "ms"),
    row("idle.commands", "idle worker: commands", "/s"),
    row("idle.cpu", "idle worker: CPU", "ms/s"),
    row("idle.redisCpu", "idle worker: Redis CPU", "ms/s"),
    row("recovery.seconds", "kill -9 to last job done", "s"),
    row("recovery.twice", "  jobs done twice", "", { against: "nobody", atMost: 0 }),
    row("recovery.missing", "  jobs not done by then", "", { against: "nobody", atMost: 0 }),
  ];
}

function latencyRows(rate: number): readonly Row[] {
  const start = `latency.${rate}.start`;
  const seen = `latency.${rate}.seen`;
  return [
    row(`${start}.p50`, `${rate}/s: handler starts p50`, "ms", bullmq("<=0.5")),
    row(`${start}.p95`, `${rate}/s: handler starts p95`, "ms", bullmq("<=0.4")),
    row(`${start}.p99`, `${rate}/s: handler starts p99`, "ms"),
    row(`${start}.p999`, `${rate}/s: handler starts p99.9`, "ms"),
    row(`${seen}.p50`, `${rate}/s: result seen p50`, "ms", bullmq("<=0.6")),
    row(`${seen}.p95`, `${rate}/s: result seen p95`, "ms"),
    row(`${seen}.p99`, `${rate}/s: result seen p99`, "ms"),
    row(`${seen}.p999`, `${rate}/s: result seen p99.9`, "ms"),
  ];
}
