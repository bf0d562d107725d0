export type ParsedMetrics = {
  /** Name of a metric → counter, gauge, histogram or summary. */
  readonly types: ReadonlyMap<string, string>;
  readonly samples: readonly Sample[];
  /** The value of a sample whose labels include these; undefined when it is not told. */
  readonly value: (name: string, labels?: Readonly<Record<string, string>>) => number | undefined;
};

export type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/**
 * Reads what a scrape answers, as strictly as Prometheus does.
 *
 * @throws Error on a line that has no meaning, a sample without a type, and one that is told twice
 */
export function parseMetrics(text: string): ParsedMetrics {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  const seen = new Set<string>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("# HELP ")) continue;
    const [, typed, type] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (typed !== undefined && type !== undefined) {
      types.set(typed, type);
      continue;
    }
    const [, name, inBraces = "", number = ""] =
      /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
    const value = /^\+?inf$/i.test(number) ? Infinity : Number(/^nan$/i.test(number) ? 0 : number);
    if (name === undefined || number === "" || Number.isNaN(value)) throw new Error(line);
    const base = name.replace(/_(bucket|sum|count)$/, "");
    if (!types.has(name) && !types.has(base)) throw new Error(`no type: ${line}`);
    const key = `${name}{${inBraces}}`;
    if (seen.has(key)) throw new Error(`told twice: ${line}`);
    seen.add(key);
    const labels = [...inBraces.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/gi)];
    samples.push({
      name,
      labels: Object.fromEntries(labels.map(([, label = "", given = ""]) => [label, given])),
      value,
    });
  }
  return {
    types,
    samples,
    value: (name, labels = {}) =>
      samples.find(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([label, given]) => sample.labels[label] === given),
      )?.value,
  };
}
