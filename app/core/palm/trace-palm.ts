import type { FoundHand } from "./find-hand.ts";
import type { RgbImage } from "./image.ts";
import { type PalmSkin, palmSkin, type Trace } from "./line-strip.ts";
import { close } from "./morphology.ts";
import { toPicture } from "./palm-frame.ts";
import type { PalmHypothesis } from "./palm-hypotheses.ts";
import { findRidges, type RidgeVolume } from "./ridge-volume.ts";
import { cutSkinPatch, type SkinPatch } from "./skin-patch.ts";
import {
  type LineTraces,
  traceFate,
  promisingPoses,
  type TracedPalm,
  traceMainLines,
} from "./trace-lines.ts";

/** The likeliest palm with its lines. */
export type PalmTracing = {
  readonly hypothesis: PalmHypothesis;
  readonly skin: PalmSkin;
  readonly palm: TracedPalm;
  readonly traces: LineTraces;
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
  let best: Omit<PalmTracing, "traces"> | undefined;
  for (const { hypothesis, skin, poses } of looks.slice(0, MOST_FRAMES)) {
    const palm = traceMainLines(
      skin,
      poses.map(({ pose }) => pose),
    );
    const evidence = hypothesis.prior + (palm?.total ?? 0);
    if (palm && (!best || evidence > best.evidence)) best = { hypothesis, skin, palm, evidence };
  }
  if (!best) return undefined;
  const fate: Trace = traceFate(best.skin, best.palm);
  return { ...best, traces: { ...best.palm.traces, fate } };

  function sheetFor({ frame, hand }: PalmHypothesis): Sheet | undefined {
    const centre = toPicture(frame, { x: 0, y: 0.45 });
    const known = sheets.find(
      (sheet) =>
        Math.hypot(sheet.centre.x - centre.x, sheet.centre.y - centre.y) <
          SHARED.apart * sheet.width &&
        Math.abs(Math.log(sheet.width / frame.width)) < SHARED.width,
    );
    if (known ?? sheets.length === MOST_PATCHES) return known;
    const near = hypotheses.filter(
      (other) =>
        Math.hypot(other.hand.circle.x - hand.circle.x, other.hand.circle.y - hand.circle.y) <
        hand.circle.radius,
    );
    const patch = cutSkinPatch(image, centre, frame.width, handTester(near.map((n) => n.hand)));
    const sheet = { centre, width: frame.width, patch, volume: findRidges(patch) };
    sheets.push(sheet);
    return sheet;
  }
}

/** Cracks in a mask are creases: closed up to so many pixels of the picture that was searched. */
const CRACK = 3;

/** Tells where any of the hands is, by its mask and its palm circle, a little beyond their edges. */
function handTester(hands: readonly FoundHand[]): (x: number, y: number) => boolean {
  const [first] = hands;
  if (!first) return () => false;
  const { width, height } = first.mask;
  const { scale } = first;
  const share = new Float32Array(width * height);
  for (const { mask, circle } of new Set(hands)) {
    const { inside } = close(mask, CRACK);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const isIn = Math.hypot(x - circle.x, y - circle.y) < circle.radius;
        if (isIn || inside[y * width + x]) share[y * width + x] = 1;
      }
    }
  }
  return (x, y) => {
    const column = Math.max(0, Math.min(width - 2, Math.floor(x / scale - 0.5)));
    const row = Math.max(0, Math.min(height - 2, Math.floor(y / scale - 0.5)));
    const at = row * width + column;
    return (
      (share[at] ?? 0) +
        (share[at + 1] ?? 0) +
        (share[at + width] ?? 0) +
        (share[at + width + 1] ?? 0) >=
      1
    );
  };
}
