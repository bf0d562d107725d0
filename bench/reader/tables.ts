import type { PalmExamination } from "#core/palm/look-at-palm.ts";
import { type LineGrade, type LineKey, lineKeys } from "#core/palm/palm-lines.ts";
import type { JudgedPhoto } from "./judged-photo.ts";

export type JudgedTrace = {
  readonly photo: string;
  readonly key: LineKey;
  readonly grade: LineGrade;
  readonly score: number;
  /** The label is sure enough to be counted. */
  readonly isSure: boolean;
  /** Palm widths; undefined where nobody said where the line is. */
  readonly distance: number | undefined;
};

const share = (count: number, of: number) =>
  of === 0 ? "-" : `${String(count)}/${String(of)} ${String(Math.round((100 * count) / of))}%`;

/** Hits at two distances, and how many of the lines shown as clear are right. */
export function printLines(traces: readonly JudgedTrace[]): void {
  const rows = [...lineKeys, "main three" as const].map((key) => {
    const all = traces.filter((trace) =>
      key === "main three" ? trace.key !== "fate" : trace.key === key,
    );
    const judged = all.filter(({ isSure, distance }) => isSure && distance !== undefined);
    const within = (most: number, of = judged) =>
      of.filter(({ distance }) => (distance ?? Infinity) < most).length;
    const clear = judged.filter(({ grade }) => grade === "clear");
    const unjudged = all.filter(({ distance }) => distance === undefined);
    return {
      line: key,
      "< 0.03": share(within(0.03), judged.length),
      "< 0.06": share(within(0.06), judged.length),
      "clear and < 0.06": share(within(0.06, clear), clear.length),
      "faint or clear": share(judged.filter(({ grade }) => grade !== "none").length, judged.length),
      "clear though not drawn": share(
        unjudged.filter(({ grade }) => grade === "clear").length,
        unjudged.length,
      ),
    };
  });
  console.table(rows);
}

/** What became of palms and of what is none. */
export function printGate(
  gate: readonly { photo: JudgedPhoto; outcome: string; side: boolean | undefined }[],
): void {
  for (const isPalm of [true, false]) {
    const counts = new Map<string, string[]>();
    for (const { photo, outcome } of gate) {
      if (photo.isPalm !== isPalm) continue;
      counts.set(outcome, [...(counts.get(outcome) ?? []), photo.name]);
    }
    if (counts.size === 0) continue;
    console.log(isPalm ? "palms:" : "no palms:");
    for (const [outcome, names] of counts) {
      console.log(`  ${outcome}: ${String(names.length)} (${names.slice(0, 9).join(", ")})`);
    }
  }
  const sides = gate.filter(({ side }) => side !== undefined);
  console.log(`thumb side: ${share(sides.filter(({ side }) => side).length, sides.length)}`);
}

/** Two lines about one photo. */
export function printPhoto(
  name: string,
  outcome: string,
  side: boolean | undefined,
  { view, tracing }: PalmExamination,
  traces: readonly JudgedTrace[],
  seconds: number,
): string {
  const best = view.search.open[0];
  const head = [
    name,
    outcome,
    side === undefined ? "" : side ? "side ok" : "SIDE WRONG",
    `q ${(tracing?.hypothesis.handFrame?.quality ?? best?.frame?.quality ?? 0).toFixed(2)}`,
    `sc ${(best?.score ?? 0).toFixed(2)}`,
    `W ${String(Math.round(tracing?.hypothesis.frame.width ?? 0))}`,
    `T ${(tracing?.palm.total ?? 0).toFixed(1)}`,
    `${seconds.toFixed(2)} s`,
  ].join(" ");
  const lines = traces.map(
    ({ key, score, distance, isSure, grade }) =>
      `${key} ${score.toFixed(2)}${grade === "clear" ? "*" : grade === "faint" ? "'" : ""}` +
      (distance === undefined
        ? ""
        : isSure
          ? ` d${distance.toFixed(3).slice(1)}`
          : ` (d${distance.toFixed(3).slice(1)})`),
  );
  return `${head}\n${lines.join("  ")}`;
}
