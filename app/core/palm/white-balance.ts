import type { RgbImage } from "./image.ts";

/** A light is coloured when the channels' means differ from grey by more than this share. */
const CAST = 0.08;

/** No channel is made weaker or stronger than that: a picture of one colour is not a coloured light. */
const GAIN = { least: 0.6, most: 1.7 };

/**
 * The picture as it would be in white light, by the assumption that all of it together is grey (Buchsbaum, “A spatial
 * processor model for object colour perception”, 1980). Undefined when its light is about white already.
 */
export function whiteBalanced({ width, height, rgb }: RgbImage): RgbImage | undefined {
  const sums = [0, 0, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    for (let channel = 0; channel < 3; channel += 1) {
      sums[channel] = (sums[channel] ?? 0) + (rgb[at + channel] ?? 0);
    }
  }
  const grey = sums.reduce((sum, value) => sum + value, 0) / 3;
  const gains = sums.map((sum) =>
    Math.min(GAIN.most, Math.max(GAIN.least, grey / Math.max(1, sum))),
  );
  if (gains.every((gain) => Math.abs(gain - 1) <= CAST)) return undefined;
  const balanced = new Uint8Array(rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = (rgb[at + channel] ?? 0) * (gains[channel] ?? 1);
      balanced[at + channel] = Math.min(255, Math.round(value));
    }
  }
  return { width, height, rgb: balanced };
}
