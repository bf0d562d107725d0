/** Plain columns: the last one as long as it is, the others as wide as their widest value. */
export function printTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): void {
  const lines = [columns, ...rows.map((row) => row.map((value) => String(value ?? "-")))];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  );
  for (const line of lines) {
    console.log(
      line
        .map((value, index) =>
          index === columns.length - 1 ? value : value.padEnd(widths[index] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    );
  }
}

/** One object a line, for programs. */
export function printJson(value: object): void {
  console.log(JSON.stringify(value));
}

/** A length of time as people say it: `250ms`, `1.2s`, `5m`, `3h`, `2d`. */
export function duration(ms: number | null): string {
  if (ms === null) return "-";
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)}s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)}m`;
  if (ms < 86_400_000) return `${Math.floor(ms / 3_600_000)}h`;
  return `${Math.floor(ms / 86_400_000)}d`;
}
