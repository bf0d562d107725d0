/** What was done to the product, and what its processes said and how they ended. */
export type Journal = {
  readonly faults: readonly FaultRecord[];
  readonly exits: readonly ExitRecord[];
  /** How often each line of the logs was written, by `process-kind level message`. */
  readonly said: ReadonlyMap<string, number>;
  /** The last lines of every process, for whoever looks for a cause. */
  readonly lastLines: readonly string[];
  /** Notes a fault while it lasts. */
  during<Result>(name: string, detail: string, work: () => Promise<Result>): Promise<Result>;
  exit(record: ExitRecord): void;
  line(kind: string, line: string): void;
};

export type FaultRecord = {
  readonly name: string;
  detail: string;
  readonly from: number;
  /** Infinity while it lasts. */
  to: number;
};

export type ExitRecord = {
  readonly process: string;
  readonly at: number;
  readonly how: string;
  /** True for a process that was told to end and ended that way. */
  readonly isExpected: boolean;
  /** True for one that was told to end in order, however it ended. */
  readonly wasTold: boolean;
};

const MOST_LINES = 2_000;

/** A journal of one storm. `say` hears of every fault as it begins. */
export function createJournal(say: (line: string) => void): Journal {
  const startedAt = Date.now();
  const faults: FaultRecord[] = [];
  const exits: ExitRecord[] = [];
  const said = new Map<string, number>();
  const lastLines: string[] = [];
  return {
    faults,
    exits,
    said,
    lastLines,
    async during(name, detail, work) {
      const record: FaultRecord = { name, detail, from: Date.now(), to: Infinity };
      faults.push(record);
      say(`${((record.from - startedAt) / 1000).toFixed(1).padStart(7)} s  ${name}  ${detail}`);
      try {
        return await work();
      } finally {
        record.to = Date.now();
      }
    },
    exit(record) {
      exits.push(record);
    },
    line(kind, line) {
      lastLines.push(`${kind}: ${line}`);
      if (lastLines.length > MOST_LINES) lastLines.splice(0, MOST_LINES / 2);
      const key = `${kind} ${summaryOf(line)}`;
      said.set(key, (said.get(key) ?? 0) + 1);
    },
  };
}

function summaryOf(line: string): string {
  try {
    const { level, msg } = JSON.parse(line) as { level: string; msg: string };
    return `${level} ${msg}`;
  } catch {
    return `raw ${line.slice(0, 80)}`;
  }
}
