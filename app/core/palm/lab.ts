import type { RgbImage } from "./image.ts";

/** CIE L*a*b* (D65), one plane a channel: distances in it are about what an eye sees. */
export type LabImage = {
  readonly width: number;
  readonly height: number;
  readonly L: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
};

/** sRGB's transfer function (IEC 61966-2-1), by byte. */
const linear = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** CIE 1976: the cube root with its straight foot. */
const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);

export function toLab({ width, height, rgb }: RgbImage): LabImage {
  const count = width * height;
  const L = new Float32Array(count);
  const a = new Float32Array(count);
  const b = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    const red = linear[rgb[i * 3] ?? 0] ?? 0;
    const green = linear[rgb[i * 3 + 1] ?? 0] ?? 0;
    const blue = linear[rgb[i * 3 + 2] ?? 0] ?? 0;
    const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
    const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
    L[i] = 116 * y - 16;
    a[i] = 500 * (x - y);
    b[i] = 200 * (y - z);
  }
  return { width, height, L, a, b };
}

/** True for colours that skin of any tone has in any usual light; wide on purpose. */
export function isSkinLike(a: number, b: number): boolean {
  const chroma = Math.hypot(a, b);
  if (chroma <= 8 && a > -3) return true;
  const hue = (Math.atan2(b, a) * 180) / Math.PI;
  return chroma >= 3 && chroma <= 50 && hue >= -25 && hue <= 85;
}
