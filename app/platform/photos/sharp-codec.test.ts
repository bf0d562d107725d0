import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { photoLimits } from "#core/photos/photo.ts";
import { createSharpCodec } from "./sharp-codec.ts";

const codec = createSharpCodec({ limits: photoLimits });
const signal = new AbortController().signal;
const normalise = (bytes: Uint8Array) => codec.normalise(bytes, { signal });

/** How a camera that was held so stores a picture: turned, then mirrored, the inverse of what the tag asks for. */
async function asStored(upright: Buffer, orientation: number): Promise<Buffer> {
  const angles: Record<number, number> = { 3: 180, 4: 180, 5: 90, 6: 270, 7: 270, 8: 90 };
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  const turned = await sharp(upright)
    .rotate(angles[orientation] ?? 0)
    .png()
    .toBuffer();
  return isMirrored ? sharp(turned).flop().png().toBuffer() : turned;
}

/** Red on the left, blue on the right, with a green bar along the top: tells every way of turning. */
function flag(width = 600, height = 400) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="50%" height="100%" fill="#c02020"/><rect x="50%" width="50%" height="100%" fill="#2020c0"/>
    <rect width="100%" height="20%" fill="#20a020"/></svg>`;
  return sharp(Buffer.from(svg)).flatten();
}

async function colourAt(jpeg: Uint8Array, x: number, y: number) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
  const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
  return red > 140 ? "red" : green > 120 ? "green" : blue > 140 ? "blue" : "none";
}

describe("putting a photo into its stored form", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "EXIF orientation %i is applied and then gone",
    async (orientation) => {
      const upright = await flag().png().toBuffer();
      const stored = await asStored(upright, orientation);
      const photo = await sharp(stored)
        .withMetadata({ orientation })
        .jpeg({ quality: 95 })
        .toBuffer();

      const { jpeg, width, height } = await normalise(photo);
      expect([width, height]).toEqual([600, 400]);
      expect(await colourAt(jpeg, 0.5, 0.05)).toBe("green");
      expect(await colourAt(jpeg, 0.1, 0.7)).toBe("red");
      expect(await colourAt(jpeg, 0.9, 0.7)).toBe("blue");
      expect((await sharp(jpeg).metadata()).orientation).toBeUndefined();
    },
  );

  test("no metadata survives: no place, no camera, no profile", async () => {
    const photo = await flag()
      .withExif({ IFD0: { Make: "Somebody" }, IFD3: { GPSLatitude: "26/1 0/1 0/1" } })
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const { jpeg } = await normalise(photo);
    for (const bytes of [jpeg, await codec.shrink(jpeg, { maxSide: 320, quality: 70 })]) {
      const { exif, icc, xmp, iptc } = await sharp(bytes).metadata();
      expect({ exif, icc, xmp, iptc }).toEqual({});
      expect(Buffer.from(bytes).includes("Somebody")).toBe(false);
    }
  });

  test("colours of a wide profile come out as the same colours in sRGB", async () => {
    const original = sharp({
      create: { width: 900, height: 700, channels: 3, background: "#c68863" },
    });
    const wide = await original.clone().withIccProfile("p3").jpeg({ quality: 100 }).toBuffer();
    const { jpeg } = await normalise(wide);
    const [red, green, blue] = (await sharp(jpeg).raw().toBuffer()).subarray(0, 3);
    expect(Math.abs((red ?? 0) - 0xc6)).toBeLessThanOrEqual(3);
    expect(Math.abs((green ?? 0) - 0x88)).toBeLessThanOrEqual(3);
    expect(Math.abs((blue ?? 0) - 0x63)).toBeLessThanOrEqual(3);
  });

  test.each([
    ["CMYK", () => flag().toColourspace("cmyk").jpeg()],
    ["grey", () => flag().grayscale().jpeg()],
    ["16 bits a channel", () => flag().toColourspace("rgb16").png()],
    ["half transparent", () => flag().ensureAlpha(0.5).png()],
  ])("a picture that is %s becomes an ordinary one", async (_name, encode) => {
    const { jpeg } = await normalise(await encode().toBuffer());
    expect(await sharp(jpeg).metadata()).toMatchObject({
      format: "jpeg",
      space: "srgb",
      channels: 3,
      depth: "uchar",
    });
  });

  test("a large photo is made smaller, a small one is left at its size", async () => {
    const large = await normalise(await flag(4000, 3000).jpeg().toBuffer());
    expect([large.width, large.height]).toEqual([2048, 1536]);
    const small = await normalise(await flag(300, 260).jpeg().toBuffer());
    expect([small.width, small.height]).toEqual([300, 260]);
  });

  test("a photo that is cut off is unreadable", async () => {
    const photo = await flag().jpeg().toBuffer();
    await expect(normalise(photo.subarray(0, photo.length - 200))).rejects.toMatchObject({
      code: "photo.unreadable",
    });
  });

  test("a job that is stopped keeps its own reason", async () => {
    const job = new AbortController();
    job.abort(new Error("shutdown"));
    const photo = await flag().jpeg().toBuffer();
    await expect(codec.normalise(photo, { signal: job.signal })).rejects.toThrow("shutdown");
  });

  test("shrinking keeps what is small enough as it is", async () => {
    const photo = await flag(800, 600).jpeg().toBuffer();
    expect(await codec.shrink(photo, { maxSide: 1024, quality: 80 })).toBe(photo);
    const smaller = await codec.shrink(photo, { maxSide: 400, quality: 80 });
    expect(await sharp(smaller).metadata()).toMatchObject({ width: 400, height: 300 });
  });

  test("a part is cut out and shrunk to a number of pixels; a whole that is small enough stays as it is", async () => {
    const photo = await flag(800, 600).jpeg().toBuffer();
    const options = { maxPixels: 480_000, quality: 80 };
    expect((await codec.cutOut(photo, options)).jpeg).toBe(photo);
    const part = { left: 100, top: 50, width: 300, height: 400 };
    for (const [maxPixels, width, height] of [
      [480_000, 300, 400],
      [30_000, 150, 200],
    ] as const) {
      const cut = await codec.cutOut(photo, { part, maxPixels, quality: 80 });
      expect(cut).toMatchObject({ width, height });
      expect(await sharp(cut.jpeg).metadata()).toMatchObject({ width, height });
    }
    expect(await codec.cutOut(photo, { maxPixels: 120_000, quality: 80 })).toMatchObject({
      width: 400,
      height: 300,
    });
  });
});
