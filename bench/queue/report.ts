import type { Figures } from "./measures/measure.ts";
import type { Goal, Row } from "./rows.ts";
import { median, quantile } from "./statistics.ts";

/** All rounds of one system. */
export type Measured = {
  readonly name: string;
  readonly label: string;
  readonly rounds: Figures[];
  readonly samples: Record<string, number[]>;
  /** What could not be measured in a round. */
  readonly failures: string[];
};

export type Cell = {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly rounds: number;
};

export type Verdict = Goal & { readonly ratio: number; readonly reached: boolean };

export type Line = Row & {
  readonly cells: Readonly<Record<string, Cell>>;
  readonly verdicts: readonly Verdict[];
};

const tails = { p99: 0.99, p999: 0.999 };

/** Lines of those rows that anything was measured for. */
export function toLines(rows: readonly Row[], systems: readonly Measured[]): readonly Line[] {
  return rows.flatMap((row) => {
    const cells: Record<string, Cell> = {};
    for (const system of systems) {
      const cell = toCell(row.key, system);
      if (cell) cells[system.name] = cell;
    }
    if (!cells["ours"]) return [];
    const verdicts = row.goals.flatMap((goal) => judge(goal, cells));
    return [{ ...row, cells, verdicts }];
  });
}

function toCell(key: string, { rounds, samples }: Measured): Cell | undefined {
  const values = rounds.flatMap((figures) => figures[key] ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length > 0) return { median: median(values), least, most, rounds: values.length };
  // Far tails need more jobs than one round has: all rounds are one pool.
  const [, pool = "", tail = ""] = /^(.*)\.(p99|p999)$/.exec(key) ?? [];
  const pooled = samples[pool];
  if (!pooled || !(tail in tails)) return undefined;
  const value = quantile(pooled, tails[tail as keyof typeof tails]);
  return { median: value, least: value, most: value, rounds: 1 };
}

function judge(goal: Goal, cells: Readonly<Record<string, Cell>>): readonly Verdict[] {
  const ours = cells["ours"]?.median ?? NaN;
  const theirs =
    goal.against === "nobody"
      ? 1
      : goal.against === "celery"
        ? Math.max(cells["celery"]?.median ?? NaN, cells["celery-64"]?.median ?? 0)
        : (cells[goal.against]?.median ?? NaN);
  const ratio = ours / theirs;
  if (Number.isNaN(ratio)) return [];
  const reached = ratio >= (goal.atLeast ?? -Infinity) && ratio <= (goal.atMost ?? Infinity);
  return [{ ...goal, ratio, reached }];
}

/** The table as text: medians with the least and the most of the rounds, ratio to the first rival, goals. */
export function toTable(lines: readonly Line[], systems: readonly Measured[]): string {
  const rival = systems[1];
  const head = [
    "",
    ...systems.map(({ label }) => label),
    rival ? `ours/${rival.label}` : "",
    "goal",
    "",
  ];
  const body = lines.map((line) => [
    line.label,
    ...systems.map(({ name }) => showCell(line.cells[name], line.unit)),
    rival ? showRatio(line.cells["ours"], line.cells[rival.name]) : "",
    line.verdicts.map(showGoal).join(", "),
    line.verdicts.map(({ reached }) => (reached ? "reached" : "NOT REACHED")).join(", "),
  ]);
  const table = [head, ...body];
  const widths = head.map((_, column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  return table
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column > systems.length + 1
            ? cell.padEnd(width)
            : cell.padStart(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function showCell(cell: Cell | undefined, unit: string): string {
  if (!cell) return "–";
  const spread = cell.rounds > 1 ? ` (${show(cell.least)}–${show(cell.most)})` : "";
  return `${show(cell.median)}${unit === "" ? "" : ` ${unit}`}${spread}`;
}

function show(value: number): string {
  if (value === Infinity) return "never";
  const size = Math.abs(value);
  if (size >= 10_000) return `${(value / 1_000).toFixed(1)}k`;
  if (size >= 100) return value.toFixed(0);
  return value === Math.round(value) ? String(value) : value.toFixed(size >= 10 ? 1 : 2);
}

function showRatio(ours: Cell | undefined, theirs: Cell | undefined): string {
  if (!ours || !theirs) return "–";
  const ratio = ours.median / theirs.median;
  return Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : "–";
}

function showGoal({ against, atLeast, atMost, ratio }: Verdict): string {
  const bound = atLeast === undefined ? `≤ ${atMost ?? ""}` : `≥ ${atLeast}`;
  if (against === "nobody") return bound;
  return against === "celery" ? `${bound}× Celery (${ratio.toFixed(1)}×)` : `${bound}×`;
}
