import sharp from "sharp";

const WIDTH = 320;
const HEIGHT = 400;
const BIT = 16;

/** A small JPEG that looks like no other number's, also after it was decoded and encoded again. */
export function drawNumber(number: number): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3, 0xc8);
  for (let bit = 0; bit < 20; bit += 1) {
    const shade = (number >> bit) & 1 ? 0xff : 0x00;
    for (let y = 0; y < BIT; y += 1) {
      const start = (y * WIDTH + bit * BIT) * 3;
      pixels.fill(shade, start, start + BIT * 3);
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
