import { backgroundMasks } from "./background-masks.ts";
import { colourMasks } from "./colour-masks.ts";
import { distanceToOutside } from "./distance-transform.ts";
import { type Finger, findFingers } from "./fingers.ts";
import { findHandFrames, type HandFrame } from "./hand-frame.ts";
import {
  factsOf,
  type MaskTraits,
  measureMask,
  type Scene,
  scoreClosedHand,
  scoreHand,
  toScene,
} from "./hand-score.ts";
import type { Mask, RgbImage } from "./image.ts";
import { shrinkImage } from "./image.ts";
import { toLab } from "./lab.ts";
import { close, findComponents, toSolidMask, withoutFringes } from "./morphology.ts";
import { isElsewhere } from "./several-hands.ts";
import { type Circle, findPalmCircles } from "./palm-circles.ts";

/** The picture in which hands are looked for, longer side, pixels. */
const SEARCH_SIDE = 150;

/** Closed hands are few in number: those that are looked at closer. */
const MOST_CLOSED = 12;

/** Open hands that are looked at closer. */
const MOST_OPEN = 10;

/** Masks vote for where the hand is with this power of their likeness to one. */
const VOTE_POWER = 4;

/** Hands that are less of a hand than this share of the best are not looked at closer. */
const WORTHWHILE = 0.45;

/** What is less of a hand than that is not among the open ones: nobody would read it. */
const LEAST = 0.25;

/** A hand as it was found in the small picture; multiply by `scale` for the large one. */
export type FoundHand = {
  readonly mask: Mask;
  readonly circle: Circle;
  readonly traits: MaskTraits;
  readonly fingers: readonly Finger[];
  /** Every way in which these fingers may be a hand, the best first. */
  readonly frames: readonly HandFrame[];
  readonly frame: HandFrame | undefined;
  /** 0–1. */
  readonly score: number;
  /** Pixels of the given picture for one of the picture that was searched. */
  readonly scale: number;
};

export type HandSearch = {
  /** Hand-like things by their fingers, the most hand-like first; each is another hypothesis. */
  readonly open: readonly FoundHand[];
  /** Hand-like things whose fingers may be held together, the best first. */
  readonly closed: readonly FoundHand[];
  /** Where most of the ways of telling hands from backgrounds see one: share of them, pixel by pixel. */
  readonly consensus: Float32Array;
};

/**
 * Looks for a hand: many ways of telling a hand from what is behind it are tried, and those whose outcome is most
 * like a hand win. No way of holding the phone is expected. Deterministic.
 */
export function findHand(image: RgbImage): HandSearch {
  const small = shrinkImage(image, SEARCH_SIDE);
  const lab = toLab(small);
  const scene = toScene(lab);
  const scale = image.width / small.width;
  const seenParts = new Set<string>();
  const seen = new Set<string>();
  const open: FoundHand[] = [];
  const closed: FoundHand[] = [];
  const consensus = new Float32Array(small.width * small.height);
  let votes = 0;

  for (const { mask: hypothesis, trust } of hypotheses()) {
    for (const mask of partsOf(hypothesis, seenParts)) {
      const key = fingerprint(mask);
      if (seen.has(key)) continue;
      seen.add(key);
      const facts = factsOf(mask, scene);
      if (facts.skin < 0.3) continue;
      const distance = distanceToOutside(mask);
      let likeness = 0;
      for (const circle of findPalmCircles(mask, distance)) {
        const traits = measureMask(facts, scene, circle);
        if (traits.fill > 14) continue;
        const bare = { mask, circle, traits, fingers: [], frames: [], frame: undefined, scale };
        const closedScore = scoreClosedHand(traits) * trust;
        if (closedScore > 0.1) {
          closed.push({ ...bare, score: closedScore });
          closed.sort((one, other) => other.score - one.score).splice(MOST_CLOSED);
        }
        // Even the best of fingers cannot lift it to where it would be looked at.
        const bar = Math.max(LEAST, WORTHWHILE * (open[0]?.score ?? 0));
        if (scoreHand(traits, undefined, []) / 0.12 / 0.4 <= bar) continue;
        const fingers = findFingers(mask, distance, circle);
        const frames = findHandFrames(circle, fingers);
        const score = scoreHand(traits, frames[0], fingers);
        likeness = Math.max(likeness, score);
        if (score > bar) keep(open, { ...bare, fingers, frames, frame: frames[0], score });
      }
      const weight = likeness ** VOTE_POWER;
      votes += weight;
      for (let i = 0; weight > 0.01 && i < consensus.length; i += 1) {
        if (mask.inside[i]) consensus[i] = (consensus[i] ?? 0) + weight;
      }
    }
  }
  for (let i = 0; i < consensus.length; i += 1) {
    consensus[i] = (consensus[i] ?? 0) / Math.max(1e-6, votes);
  }
  return { open: open.map((hand) => withoutCracks(hand, scene)), closed, consensus };

  function* hypotheses() {
    for (const mask of backgroundMasks(lab)) yield { mask, trust: 1 };
    for (const mask of colourMasks(lab)) yield { mask, trust: 0.6 };
  }
}

/** Keeps the best hands that differ from each other in where they are and how they lie. */
function keep(hands: FoundHand[], hand: FoundHand): void {
  const like = hands.findIndex((other) => areAlike(other, hand));
  const twin = hands[like];
  if (twin && twin.score >= hand.score) return;
  if (twin) hands.splice(like, 1);
  hands.push(hand);
  hands.sort((one, other) => other.score - one.score);
  if (hands.length <= MOST_OPEN) return;
  // The best of each place stays: it may be a second hand.
  const least = hands.findLastIndex((one, i) =>
    hands.slice(0, i).some((better) => !isElsewhere(better, one, 1.5)),
  );
  hands.splice(least === -1 ? MOST_OPEN : least, 1);
}

function areAlike(one: FoundHand, other: FoundHand): boolean {
  const apart = Math.hypot(one.circle.x - other.circle.x, one.circle.y - other.circle.y);
  const [frame, otherFrame] = [one.frame, other.frame];
  if (apart > 0.25 * Math.max(one.circle.radius, other.circle.radius)) return false;
  if (!frame || !otherFrame) return !frame && !otherFrame;
  return (
    frame.thumbSide === otherFrame.thumbSide &&
    frame.fingers.length === otherFrame.fingers.length &&
    Math.abs(Math.log(frame.palmWidth / otherFrame.palmWidth)) < 0.12 &&
    frame.up.x * otherFrame.up.x + frame.up.y * otherFrame.up.y > 0.97
  );
}

/** How wide a crack in a hand is at most: a dark crease that was taken for background, pixels. */
const CRACK = 2;

/**
 * The hand with its palm measured as if its cracks were closed, where that makes it no less of a hand. Its fingers are
 * left alone: closing would fill the gaps between them.
 */
function withoutCracks(found: FoundHand, scene: Scene): FoundHand {
  const { mask } = found;
  const distance = distanceToOutside(mask);
  const closed = close(mask, CRACK);
  const facts = factsOf(mask, scene);
  let best = found;
  for (const circle of findPalmCircles(closed, distanceToOutside(closed))) {
    const traits = measureMask(facts, scene, circle);
    const fingers = findFingers(mask, distance, circle);
    const frames = findHandFrames(circle, fingers);
    const [frame] = frames;
    const score = scoreHand(traits, frame, fingers);
    const isNoLess = (frame?.fingers.length ?? 0) >= (best.frame?.fingers.length ?? 0);
    if (isNoLess && score > 0.9 * best.score && circle.radius >= best.circle.radius) {
      best = { ...found, circle, traits, fingers, frames, frame, score };
    }
  }
  return best;
}

/**
 * The three largest parts of a mask that could be a hand, without fringes and small holes, those left out that are in
 * `seen` already: most parts of a union are parts of another one too.
 */
function* partsOf(mask: Mask, seen: Set<string>): Generator<Mask, undefined> {
  const total = mask.width * mask.height;
  const opened = withoutFringes(mask);
  let count = 0;
  for (const component of findComponents(opened, 0.01 * total)) {
    const area = component.pixels.length;
    if (area < 0.01 * total || count === 3) return;
    if (area > 0.85 * total) continue;
    count += 1;
    const key = checksum(component.pixels);
    if (seen.has(key)) continue;
    seen.add(key);
    yield toSolidMask(component, mask, 0.15);
  }
}

/** Equal for the same pixels, and as good as never for others. */
function checksum(pixels: Int32Array): string {
  // Two polynomials of all places, in the order in which they lie.
  let [one, other] = [0, 0];
  for (let i = 0; i < pixels.length; i += 1) {
    const at = pixels[i] ?? 0;
    one = (Math.imul(one, 31) + at) | 0;
    other = (Math.imul(other, 1_000_003) ^ at) | 0;
  }
  return `${pixels.length} ${one} ${other}`;
}

/** Equal for masks that differ in nothing that matters here. */
function fingerprint({ width, height, inside }: Mask): string {
  const cells = 12;
  const counts = new Uint16Array(cells * cells);
  const columns = Uint8Array.from({ length: width }, (_, x) => Math.floor((x * cells) / width));
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * cells) / height) * cells;
    for (let x = 0; x < width; x += 1) {
      if (!inside[y * width + x]) continue;
      const cell = row + (columns[x] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const most = (width * height) / (cells * cells);
  return String.fromCharCode(...counts.map((count) => 48 + Math.round((count / most) * 10)));
}
