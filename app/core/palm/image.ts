/** Interleaved RGB, 8 bits a channel, row by row from the top left. */
export type RgbImage = {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
};

/** One byte a pixel: 1 inside, 0 outside. */
export type Mask = {
  readonly width: number;
  readonly height: number;
  readonly inside: Uint8Array;
};

/** Pixels; x to the right, y downwards. */
export type Point = { readonly x: number; readonly y: number };

export type Size = { readonly width: number; readonly height: number };

/** The size at which a picture's longer side is at most `maxSide`. */
export function sizeWithin({ width, height }: Size, maxSide: number): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** A picture of at most `maxSide` on its longer side, each pixel the mean of those that it stands for. */
export function shrinkImage(image: RgbImage, maxSide: number): RgbImage {
  const { width, height } = sizeWithin(image, maxSide);
  if (width === image.width && height === image.height) return image;

  const { rgb: source, width: from } = image;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * image.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * image.height) / height));
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor((x * image.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * image.width) / width));
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sy = top; sy < bottom; sy += 1) {
        const end = (sy * from + right) * 3;
        for (let at = (sy * from + left) * 3; at < end; at += 3) {
          red += source[at] ?? 0;
          green += source[at + 1] ?? 0;
          blue += source[at + 2] ?? 0;
        }
      }
      const count = (bottom - top) * (right - left);
      const to = (y * width + x) * 3;
      rgb[to] = red / count;
      rgb[to + 1] = green / count;
      rgb[to + 2] = blue / count;
    }
  }
  return { width, height, rgb };
}
