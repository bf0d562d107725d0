import type { Point } from "#core/palm/image.ts";
import type { LineGrade, LineKey, PalmLines } from "#core/palm/palm-lines.ts";

/** Width of the drawing, units of its own; its height follows the photo. */
export const DRAWING_WIDTH = 720;

/** Half a label's size: 24 pixels across where the photo is shown 270 pixels wide. */
export const LABEL_RADIUS = 32;

/** Points that lie less than this beside the way are left out, units; two of them are a pixel on a phone. */
const TOLERANCE = 3;

export const linesInOrder: readonly LineKey[] = ["heart", "head", "life", "fate"];

/** A line as it is drawn over its photo. */
export type DrawnTrace = {
  readonly key: LineKey;
  /** The same for a line wherever it is named. */
  readonly number: number;
  readonly grade: Exclude<LineGrade, "none">;
  /** The path's data. */
  readonly d: string;
  /** The middle of its label. */
  readonly label: Point;
};

/** The lines that were seen, laid over a photo of that shape, each with a place for its label that is free. */
export function drawTraces(
  lines: PalmLines,
  photo: { readonly width: number; readonly height: number },
): { readonly height: number; readonly traces: readonly DrawnTrace[] } {
  const height = Math.round((DRAWING_WIDTH * photo.height) / photo.width);
  const seen = linesInOrder.flatMap((key, index) => {
    const { grade, points } = lines[key];
    if (grade === "none" || points.length < 2) return [];
    const placed = points.map(({ x, y }) => ({ x: x * DRAWING_WIDTH, y: y * height }));
    return [{ key, number: index + 1, grade, points: simplify(placed) }];
  });

  const taken: Point[] = [];
  const traces = seen.map(({ points, ...line }) => {
    const others = seen.filter(({ key }) => key !== line.key).flatMap((other) => other.points);
    const label = placeLabel(points, { height, taken, others });
    taken.push(label);
    return { ...line, d: pathOf(points), label };
  });
  return { height, traces };
}

/** A smooth way along the points: each but the ends bends it, half way to the next one. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points.map(rounded);
  if (!first) return "";
  let from = first;
  const step = (to: Point) => `${to.x - from.x} ${to.y - from.y}`;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point;
    const isLast = index === rest.length - 2;
    const to = isLast ? next : rounded({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 });
    const bend = `${step(point)} ${step(to)}`;
    from = to;
    return bend;
  });
  const way = bends.length > 0 ? `q${bends.join(" ")}` : `l${step(rest[0] ?? first)}`;
  return `M${first.x} ${first.y}${way}`.replaceAll(" -", "-");
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

/** Douglas and Peucker's way: keeps the points without which the line would run elsewhere. */
function simplify(points: readonly Point[]): readonly Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length < 3 || !first || !last) return points;
  let farthest = 0;
  let at = 0;
  points.forEach((point, index) => {
    const distance = distanceToWay(point, first, last);
    if (distance > farthest) [farthest, at] = [distance, index];
  });
  if (farthest <= TOLERANCE) return [first, last];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

function distanceToWay(point: Point, from: Point, to: Point): number {
  const way = { x: to.x - from.x, y: to.y - from.y };
  const length = way.x ** 2 + way.y ** 2;
  const share =
    length === 0
      ? 0
      : Math.min(
          1,
          Math.max(0, ((point.x - from.x) * way.x + (point.y - from.y) * way.y) / length),
        );
  return distance(point, { x: from.x + share * way.x, y: from.y + share * way.y });
}

/**
 * Where the line runs on beyond its end, else beside it, else at its beginning: the first place that hides neither
 * another label nor another line.
 */
function placeLabel(
  points: readonly Point[],
  {
    height,
    taken,
    others,
  }: {
    readonly height: number;
    readonly taken: readonly Point[];
    readonly others: readonly Point[];
  },
): Point {
  const ends = [points, [...points].reverse()];
  const places = ends.flatMap((run) =>
    [0, 45, -45, 90, -90].map((degrees) => beyondEnd(run, degrees, height)),
  );
  const clearOf = (all: readonly Point[], room: number) => (place: Point) =>
    all.every((point) => distance(place, point) >= room);
  const free = places.filter(clearOf(taken, 2 * LABEL_RADIUS + 8));
  return (
    free.find(clearOf(others, LABEL_RADIUS + 8)) ??
    free[0] ??
    places[0] ?? { x: LABEL_RADIUS, y: LABEL_RADIUS }
  );
}

function beyondEnd(points: readonly Point[], degrees: number, height: number): Point {
  const end = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? end;
  const angle = Math.atan2(end.y - before.y, end.x - before.x) + (degrees * Math.PI) / 180;
  const room = LABEL_RADIUS + 10;
  const inside = (value: number, size: number) =>
    Math.round(Math.min(size - LABEL_RADIUS - 4, Math.max(LABEL_RADIUS + 4, value)));
  return {
    x: inside(end.x + room * Math.cos(angle), DRAWING_WIDTH),
    y: inside(end.y + room * Math.sin(angle), height),
  };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
