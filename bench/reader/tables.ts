import type { PalmExamination } from "#core/palm/look-at-palm.ts";
import { type LineGrade, type LineKey, lineKeys } from "#core/palm/palm-lines.ts";
import type { JudgedPhoto } from "./judged-photo.ts";

export type JudgedTrace = {
  readonly photo: string;
  readonly key: LineKey;
  readonly grade: LineGrade;
  readonly score: number;
  /** Somebody said where the line is, or drew it. */
  readonly isLabelled: boolean;
  /** The label is sure enough to be counted. */
  readonly isSure: boolean;
  /** Palm widths; undefined where nobody said where the line is or how wide the palm. */
  readonly distance: number | undefined;
  /** The same of the usual course, put into the frame that was found without a look at the creases. */
  readonly blind: number | undefined;
};

const share = (count: number, of: number) =>
  of === 0 ? "-" : `${String(count)}/${String(of)} ${String(Math.round((100 * count) / of))}%`;

/**
 * Hits at two distances. Traced: where the reader thinks that the line is, whatever it would show of it. Shown: what a
 * person gets to see. Blind: what knowing palms alone comes to.
 */
export function printLines(traces: readonly JudgedTrace[]): void {
  const rows = [...lineKeys, "main three" as const].map((key) => {
    const all = traces.filter((trace) =>
      key === "main three" ? trace.key !== "fate" : trace.key === key,
    );
    const judged = all.filter(({ isSure, distance }) => isSure && distance !== undefined);
    const within = (most: number, of = judged) =>
      of.filter(({ distance }) => (distance ?? Infinity) < most).length;
    const blind = (most: number) =>
      judged.filter((trace) => (trace.blind ?? Infinity) < most).length;
    const shown = judged.filter(({ grade }) => grade !== "none");
    const clear = judged.filter(({ grade }) => grade === "clear");
    const unjudged = all.filter(({ isLabelled }) => !isLabelled);
    return {
      line: key,
      "blind < 0.03": share(blind(0.03), judged.length),
      "blind < 0.06": share(blind(0.06), judged.length),
      "traced < 0.03": share(within(0.03), judged.length),
      "traced < 0.06": share(within(0.06), judged.length),
      "shown < 0.03": share(within(0.03, shown), judged.length),
      "shown < 0.06": share(within(0.06, shown), judged.length),
      "of those shown": share(within(0.06, shown), shown.length),
      "of those clear": share(within(0.06, clear), clear.length),
      "clear though not drawn": share(
        unjudged.filter(({ grade }) => grade === "clear").length,
        unjudged.length,
      ),
    };
  });
  console.table(rows);
  console.log(
    [
      "blind: the usual course in the frame that was found; traced: the course that was found, whatever its grade and",
      "whatever became of the photo; shown: a line of grade none, or on a refused photo, is a miss. Of those shown, of",
      "those clear: how many of them lie within 0.06. Distances are in palm widths that do not depend on the reader.",
    ].join("\n"),
  );
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
