import type { Report } from "#core/reading/reading.ts";

/**
 * Where on the page each part of a report stands, for links to it: `line:heart` is at `#line-heart`. Only of what is
 * there, and once for each: a model may tell of one finger twice.
 */
export function reportAnchors(report: Report | null): ReadonlyMap<string, string> {
  if (report === null) return new Map();
  const { lines, mounts, fingers, minor_lines, signs, comparison } = report;
  const kinds = [
    { kind: "line", anchor: "#lines", isThere: lines.length > 0 },
    { kind: "mount", anchor: "#mounts", isThere: mounts.length > 0 },
    { kind: "finger", anchor: "#fingers", isThere: fingers.length > 0 },
    { kind: "comparison", anchor: "#comparison", isThere: comparison.available },
  ].filter(({ isThere }) => isThere);
  return new Map([
    ["hand", "#hand_profile"],
    ...kinds.map(({ kind, anchor }) => [kind, anchor] as const),
    ...lines.map(({ key }) => [`line:${key}`, `#line-${key}`] as const),
    ...mounts.map(({ key }) => [`mount:${key}`, `#mount-${key}`] as const),
    ...fingers.map(({ key }) => [`finger:${key}`, `#finger-${key}`] as const),
    ...minor_lines.map(({ key }) => [`minor_line:${key}`, "#minor_lines"] as const),
    ...signs.map(({ key }) => [`sign:${key}`, "#signs"] as const),
  ]);
}

/** Where what a part of life rests on stands: itself, else the section that would tell of it, if that is there. */
export function anchorOfBasis(
  anchors: ReadonlyMap<string, string>,
  basis: string,
): string | undefined {
  return anchors.get(basis) ?? anchors.get(basis.split(":")[0] ?? "");
}
