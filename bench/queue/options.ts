import { parseArgs } from "node:util";

export const parts = [
  ...["throughput", "latency", "memory", "sleeping", "fairness", "delays", "idle", "recovery"],
] as const;

export type BenchOptions = {
  readonly rounds: number;
  /** Rounds of what mostly waits and hardly swings. */
  readonly slowRounds: number;
  readonly only: ReadonlySet<string>;
  readonly rivals: ReadonlySet<string>;
  /** What the sizes are multiplied with. */
  readonly scale: number;
  readonly quick: boolean;
  readonly anyway: boolean;
  readonly json: string | undefined;
  readonly seed: number;
  /** Seconds at each rate, all rounds together. */
  readonly latencySeconds: number;
  readonly rates: readonly number[];
  readonly recoveries: number;
};

export const usage = `npm run bench -- queue [options]
  --rounds N            measured rounds after one to warm up (7)
  --only A,B            of ${parts.join(", ")};
                        enqueue and drain are other names of throughput
  --rivals A,B          bullmq, bullmq-ids, celery, celery-64, rq-simple, rq, or none (bullmq,bullmq-ids)
  --latency-seconds N   at each rate, all rounds together (20)
  --rates A,B           jobs a second (10,100,500)
  --recoveries N        workers killed, at the same time (3)
  --seed N              decides when jobs are sent
  --json FILE           where the figures go (bench/results/queue-TIME.json)
  --scale N             what all sizes are multiplied with (1)
  --quick               tiny sizes and one round, to see that it works
  --anyway              measure although the machine is busy`;

/** @throws with what is wrong and how to call it */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string" },
      only: { type: "string" },
      rivals: { type: "string", default: "bullmq,bullmq-ids" },
      "latency-seconds": { type: "string" },
      rates: { type: "string", default: "10,100,500" },
      recoveries: { type: "string" },
      scale: { type: "string" },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
      quick: { type: "boolean", default: false },
      anyway: { type: "boolean", default: false },
    },
  });
  const { quick } = values;
  const rounds = readNumber("rounds", values.rounds, quick ? 1 : 7);
  const asked = values.only?.split(",").map((name) => names.get(name) ?? name) ?? parts;
  const unknown = asked.find((name) => !(parts as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`There is no measure "${unknown}".\n${usage}`);
  return {
    rounds,
    slowRounds: Math.min(rounds, 3),
    only: new Set(asked),
    rivals: new Set(values.rivals.split(",").filter((name) => name !== "none")),
    scale: readNumber("scale", values.scale, quick ? 0.02 : 1),
    quick,
    anyway: values.anyway || quick,
    json: values.json,
    seed: readNumber("seed", values.seed, 1),
    latencySeconds: readNumber("latency-seconds", values["latency-seconds"], quick ? 1 : 20),
    rates: values.rates.split(",").map((rate) => readNumber("rates", rate, 0)),
    recoveries: readNumber("recoveries", values.recoveries, quick ? 1 : 3),
  };
}

const names = new Map([
  ["enqueue", "throughput"],
  ["drain", "throughput"],
]);

function readNumber(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new Error(`--${name} is a number above 0.\n${usage}`);
  return value;
}
