import type { Report } from "../../reading/reading.ts";
import type { PartKey } from "../parts.ts";
import { cutToTokens, estimateTokens } from "./estimate-tokens.ts";

/** Of the whole, and of what is said of one part. */
const MOST_TOKENS = 2_600;
const MOST_TOKENS_OF_PART = 160;

/**
 * A report for a prompt: each part on a line with its key, what was seen and what it is linked with. No photo, no name.
 * Parts that come last are left out where the whole would be too long.
 */
export function compactReading(report: Report): string {
  const parts: (readonly [part: PartKey | "limits" | "guidance", text: string])[] = [
    ["hand", `${report.hand_profile.observed} ${report.hand_profile.meaning}`],
    ...report.lines.map(
      ({ key, hands, meaning }) =>
        [
          `line:${key}` as const,
          [
            ...hands.map(({ side, visibility, observed }) => `${side}, ${visibility}: ${observed}`),
            meaning,
          ].join(" "),
        ] as const,
    ),
    ["limits", report.limits],
    ...report.fingers.map(
      ({ key, observed, meaning }) => [`finger:${key}` as const, `${observed} ${meaning}`] as const,
    ),
    ...report.mounts.map(
      ({ key, prominence, meaning }) =>
        [`mount:${key}` as const, `${prominence}. ${meaning}`] as const,
    ),
    ...report.life_areas.map(({ key, text }) => [`area:${key}` as const, text] as const),
    ...(report.comparison.available
      ? [
          [
            "comparison",
            [
              ...report.comparison.similarities,
              ...report.comparison.differences,
              report.comparison.meaning ?? "",
            ].join(" "),
          ] as const,
        ]
      : []),
    ["guidance", [...report.strengths, ...report.growth_points, ...report.guidance].join(" ")],
  ];
  let tokens = 0;
  const lines: string[] = [];
  for (const [part, text] of parts) {
    const line = `${part}: ${cutToTokens(oneLine(text), MOST_TOKENS_OF_PART)}`;
    tokens += estimateTokens(line) + 1;
    if (tokens > MOST_TOKENS) break;
    lines.push(line);
  }
  return lines.join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
