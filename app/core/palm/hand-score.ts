import type { Finger } from "./fingers.ts";
import type { HandFrame } from "./hand-frame.ts";
import type { Mask } from "./image.ts";
import { isSkinLike, type LabImage } from "./lab.ts";
import type { Circle } from "./palm-circles.ts";

/** What a mask is like, apart from its fingers; each 0–1 except `contrast` and `fill`. */
export type MaskTraits = {
  /** Change of colour along the outline, against that inside. */
  readonly contrast: number;
  /** Share of pixels that could be skin. */
  readonly skin: number;
  /** Mean colourfulness; walls and paper have little. */
  readonly chroma: number;
  /** Area ÷ area of the palm circle. */
  readonly fill: number;
  /** Outline ÷ √area: a disc has 3.5, and what is frayed has more. */
  readonly raggedness: number;
  /** Share of the frame that the mask touches, of its half. */
  readonly border: number;
  readonly size: number;
};

/** A picture in which hands are looked for, with what is asked of each of its pixels many times. */
export type Scene = {
  readonly lab: LabImage;
  /** Strength of the change of colour, ΔE over two pixels. */
  readonly gradient: Float32Array;
  readonly chroma: Float32Array;
  /** 1 for what could be skin by its colour. */
  readonly skin: Uint8Array;
};

export function toScene(lab: LabImage): Scene {
  const chroma = lab.a.map((a, at) => Math.hypot(a, lab.b[at] ?? 0));
  const skin = Uint8Array.from(lab.a, (a, at) => (isSkinLike(a, lab.b[at] ?? 0) ? 1 : 0));
  return { lab, gradient: gradientOf(lab), chroma, skin };
}

/** What of a mask does not depend on where its palm is. */
export type MaskFacts = Pick<Mask, "width" | "height"> & {
  readonly area: number;
  readonly skin: number;
  readonly chroma: number;
  readonly border: number;
  /** Pixels along its edge. */
  readonly outline: Int32Array;
  readonly insideGradient: number;
};

export function factsOf({ width, height, inside }: Mask, scene: Scene): MaskFacts {
  let [area, skin, chroma, border, insideGradient, deep] = [0, 0, 0, 0, 0, 0];
  const outline: number[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (!inside[at]) continue;
      area += 1;
      chroma += scene.chroma[at] ?? 0;
      skin += scene.skin[at] ?? 0;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        border += 1;
        continue;
      }
      const isEdge =
        !inside[at - 1] || !inside[at + 1] || !inside[at - width] || !inside[at + width];
      if (isEdge) {
        outline.push(at);
      } else {
        deep += 1;
        insideGradient += scene.gradient[at] ?? 0;
      }
    }
  }
  return {
    width,
    height,
    area,
    skin: skin / Math.max(1, area),
    chroma: chroma / Math.max(1, area),
    border: border / (width + height),
    outline: Int32Array.from(outline),
    insideGradient: insideGradient / Math.max(1, deep),
  };
}

/** Measures a mask as a hand whose palm is in the circle. */
export function measureMask(facts: MaskFacts, { gradient }: Scene, circle: Circle): MaskTraits {
  const { width, height, area, outline } = facts;
  const reach = (4 * circle.radius) ** 2;
  let outlineGradient = 0;
  for (const at of outline) {
    const dx = (at % width) - circle.x;
    const dy = Math.floor(at / width) - circle.y;
    if (dx * dx + dy * dy < reach) outlineGradient += gradient[at] ?? 0;
  }
  return {
    contrast: outlineGradient / Math.max(1, outline.length) / (facts.insideGradient + 2),
    skin: facts.skin,
    chroma: facts.chroma,
    fill: area / (Math.PI * circle.radius ** 2),
    raggedness: outline.length / Math.sqrt(Math.max(1, area)),
    border: facts.border,
    size: clamp((2 * circle.radius) / (0.2 * Math.min(width, height)), 0, 1),
  };
}

function gradientOf({ width, height, L, a, b }: LabImage): Float32Array {
  const gradient = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      let sum = 0;
      for (const channel of [L, a, b]) {
        sum += ((channel[at + 1] ?? 0) - (channel[at - 1] ?? 0)) ** 2;
        sum += ((channel[at + width] ?? 0) - (channel[at - width] ?? 0)) ** 2;
      }
      gradient[at] = Math.sqrt(sum);
    }
  }
  return gradient;
}

/** 0–1: how much a mask with these fingers is like a hand on a palm photo. */
export function scoreHand(
  traits: MaskTraits,
  frame: HandFrame | undefined,
  fingers: readonly Finger[],
): number {
  const shape = frame
    ? 0.25 + 0.75 * Math.min(1, 1.5 * frame.quality) - 0.05 * Math.max(0, fingers.length - 5)
    : 0.12;
  const gap = clamp((largestGap(fingers) - 1.2) / 0.9, 0, 1);
  return (
    shape *
    (0.4 + 0.6 * gap) *
    clamp((traits.contrast - 0.8) / 2, 0.15, 1) *
    (0.25 + 0.75 * traits.skin) *
    fillFactor(traits.fill) *
    traits.size *
    (0.3 + 0.7 * (1 - Math.min(1, traits.border)))
  );
}

function fillFactor(fill: number): number {
  if (fill < 1.3) return 0.3;
  return fill <= 6 ? 1 : Math.max(0.2, 1 - (fill - 6) / 6);
}

/** The wrist's side of a hand has no fingers, radians. */
function largestGap(fingers: readonly Finger[]): number {
  if (fingers.length === 0) return 0;
  const angles = fingers.map(({ angle }) => angle).sort((one, other) => one - other);
  const gaps = angles.map((angle, i) => {
    const next = angles[i + 1];
    return next === undefined ? (angles[0] ?? 0) + 2 * Math.PI - angle : next - angle;
  });
  return Math.max(...gaps);
}

/**
 * 0–1: how much a mask without told-apart fingers is like a hand that is held closed: one clean, longish shape
 * of skin before something else.
 */
export function scoreClosedHand(traits: MaskTraits): number {
  const hasHandFill = traits.fill >= 1.6 && traits.fill <= 4.5 ? 1 : 0.3;
  const smoothness = clamp((6.5 - traits.raggedness) / (6.5 - 4.8), 0, 1);
  return (
    clamp((traits.contrast - 0.8) / 2, 0.15, 1) *
    traits.skin *
    clamp((traits.chroma - 4) / 6, 0, 1) *
    hasHandFill *
    smoothness *
    (1 - Math.min(1, traits.border)) *
    clamp((traits.size - 0.6) / 0.4, 0, 1)
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
