import type { Mask, RgbImage } from "./image.ts";
import { type PalmSkin, palmSkin } from "./line-strip.ts";
import { fromEdge } from "./from-edge.ts";
import { palmOnly } from "./palm-area.ts";
import { toPicture } from "./palm-frame.ts";
import type { PalmHypothesis } from "./palm-hypotheses.ts";
import type { LineKey } from "./palm-lines.ts";
import { findRidges, type RidgeVolume } from "./ridge-volume.ts";
import { findRivals } from "./rival-lines.ts";
import { cutSkinPatch, type SkinPatch } from "./skin-patch.ts";
import {
  type LineTraces,
  promisingPoses,
  type TracedPalm,
  traceMainLines,
  withFateLine,
} from "./trace-lines.ts";

/** The likeliest palm with its lines. */
export type PalmTracing = {
  readonly hypothesis: PalmHypothesis;
  readonly skin: PalmSkin;
  readonly palm: TracedPalm;
  readonly traces: LineTraces;
  /** What there would be to be seen in their place. */
  readonly rivals: Readonly<Record<LineKey, number>>;
  /** What its lines and its outline say for it together. */
  readonly evidence: number;
};

/** Patches are shared by hypotheses that lie about the same: so near, palm widths, and so much alike in width. */
const SHARED = { apart: 0.3, width: 0.2 };

/** Patches cost most of the time. */
const MOST_PATCHES = 3;

/** Looked at closely, of all that were looked at. */
const MOST_FRAMES = 3;

type Sheet = {
  readonly centre: { x: number; y: number };
  readonly width: number;
  readonly patch: SkinPatch;
  readonly volume: RidgeVolume;
};

/** Traces the lines of every hypothesis and lets them vote for where the palm is and how it lies. */
export function tracePalm(
  image: RgbImage,
  hypotheses: readonly PalmHypothesis[],
): PalmTracing | undefined {
  const sheets: Sheet[] = [];
  const looks = hypotheses.flatMap((hypothesis) => {
    const sheet = sheetFor(hypothesis);
    if (!sheet) return [];
    const skin = palmSkin(hypothesis.frame, sheet.patch, sheet.volume);
    const poses = promisingPoses(skin);
    return [{ hypothesis, skin, poses, promise: hypothesis.prior + (poses[0]?.promise ?? 0) }];
  });
  looks.sort((one, other) => other.promise - one.promise);
  let best: Omit<PalmTracing, "traces" | "rivals"> | undefined;
  for (const { hypothesis, skin, poses } of looks.slice(0, MOST_FRAMES)) {
    const palm = traceMainLines(
      skin,
      poses.map(({ pose }) => pose),
    );
    const evidence = hypothesis.prior + (palm?.total ?? 0);
    if (palm && (!best || evidence > best.evidence)) best = { hypothesis, skin, palm, evidence };
  }
  if (!best) return undefined;
  const { palm, fate } = withFateLine(best.skin, best.palm);
  const traces = { ...palm.traces, heart: fromEdge(best.skin, palm.traces.heart), fate };
  const evidence = best.hypothesis.prior + palm.total;
  return { ...best, palm, evidence, traces, rivals: findRivals(best.skin, traces, palm) };

  function sheetFor({ frame, hand, area }: PalmHypothesis): Sheet | undefined {
    const centre = toPicture(frame, { x: 0, y: 0.45 });
    const known = sheets.find(
      (sheet) =>
        Math.hypot(sheet.centre.x - centre.x, sheet.centre.y - centre.y) <
          SHARED.apart * sheet.width &&
        Math.abs(Math.log(sheet.width / frame.width)) < SHARED.width,
    );
    if (known ?? sheets.length === MOST_PATCHES) return known;
    const palm = palmOnly(area, hand.circle.radius);
    const patch = cutSkinPatch(image, centre, frame.width, createTester(palm, hand.scale));
    const sheet = { centre, width: frame.width, patch, volume: findRidges(patch) };
    sheets.push(sheet);
    return sheet;
  }
}

/** Tells of a point of the picture whether it is in the mask, or touches it. */
function createTester({ width, height, inside }: Mask, scale: number) {
  return (x: number, y: number): boolean => {
    const column = Math.max(0, Math.min(width - 2, Math.floor(x / scale - 0.5)));
    const row = Math.max(0, Math.min(height - 2, Math.floor(y / scale - 0.5)));
    const at = row * width + column;
    return (
      inside[at] === 1 ||
      inside[at + 1] === 1 ||
      inside[at + width] === 1 ||
      inside[at + width + 1] === 1
    );
  };
}
