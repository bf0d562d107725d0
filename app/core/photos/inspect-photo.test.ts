import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createPhotoInspector } from "./inspect-photo.ts";
import { photoLimits, PhotoRejected } from "./photo.ts";

const image = (width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: "#c68863", noise } }).withMetadata();
const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;

/** Sends the bytes in pieces and says what comes of them. */
function inspect(bytes: Uint8Array, pieceLength = 1_000) {
  const inspector = createPhotoInspector(photoLimits);
  for (let at = 0; at < bytes.length; at += pieceLength) {
    inspector.push(bytes.subarray(at, at + pieceLength));
  }
  return inspector.finish();
}

function problemOf(bytes: Uint8Array, pieceLength?: number): string {
  try {
    inspect(bytes, pieceLength);
    return "none";
  } catch (error) {
    if (error instanceof PhotoRejected) return error.problem;
    throw error;
  }
}

describe("looking at a photo as it streams by", () => {
  test.each([
    ["a baseline JPEG", () => image().jpeg({ mozjpeg: false })],
    ["a progressive JPEG", () => image().jpeg({ progressive: true })],
    ["a JPEG with restart markers and a colour profile", () => image().withIccProfile("p3").jpeg()],
    ["a CMYK JPEG", () => image().toColourspace("cmyk").jpeg()],
    ["a grey JPEG", () => image().grayscale().jpeg()],
  ])("%s is taken, however it is cut into pieces", async (_name, encode) => {
    const bytes = await encode().toBuffer();
    for (const pieceLength of [1, 2, 7, 1_000, bytes.length]) {
      expect(inspect(bytes, pieceLength)).toEqual({ mime: "image/jpeg", width: 400, height: 300 });
    }
  });

  test.each([
    ["a PNG", () => image().png()],
    [
      "an interlaced PNG of 16 bits with alpha",
      () => image().ensureAlpha().toColourspace("rgb16").png({ progressive: true }),
    ],
    ["a PNG with a palette", () => image().png({ palette: true })],
  ])("%s is taken, however it is cut into pieces", async (_name, encode) => {
    const bytes = await encode().toBuffer();
    for (const pieceLength of [1, 13, bytes.length]) {
      expect(inspect(bytes, pieceLength)).toEqual({ mime: "image/png", width: 400, height: 300 });
    }
  });

  test("what a phone appends after the end does not matter", async () => {
    const bytes = Buffer.concat([await image().jpeg().toBuffer(), Buffer.from("motion photo")]);
    expect(inspect(bytes)).toMatchObject({ width: 400 });
  });

  test("a thumbnail inside the metadata is not taken for the photo", async () => {
    const thumbnail = await image(300, 260).jpeg().toBuffer();
    const app1 = Buffer.concat([
      Buffer.from([0xff, 0xe1]),
      length(thumbnail.length + 2),
      thumbnail,
    ]);
    const jpeg = await image().jpeg().toBuffer();
    const bytes = Buffer.concat([jpeg.subarray(0, 2), app1, jpeg.subarray(2)]);
    expect(inspect(bytes)).toMatchObject({ width: 400, height: 300 });
  });

  test.each(["jpeg", "png"] as const)(
    "a %s that is cut off anywhere is incomplete",
    async (format) => {
      const bytes = await image().toFormat(format).toBuffer();
      fc.assert(
        fc.property(fc.integer({ min: 12, max: bytes.length - 1 }), (end) => {
          expect(problemOf(bytes.subarray(0, end))).toBe("incomplete");
        }),
      );
    },
  );

  test("whatever bytes come, the answer is a photo or one of our refusals", async () => {
    const jpeg = await image().jpeg().toBuffer();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(jpeg.length - 1), fc.nat(255)), { maxLength: 30 }),
        fc.integer({ min: 1, max: 500 }),
        (changes, pieceLength) => {
          const bytes = Uint8Array.from(jpeg);
          for (const [at, value] of changes) bytes[at] = value;
          expect(typeof problemOf(bytes, pieceLength)).toBe("string");
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof problemOf(bytes)).toBe("string");
      }),
    );
  });

  test.each([
    ["nothing", Buffer.alloc(0), "empty"],
    ["a HEIC photo", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0"), "heic"],
    ["a HEIF photo of another brand", Buffer.from("\0\0\0\x18ftypmif1\0\0\0\0"), "heic"],
    ["a WebP", Buffer.from("RIFF\0\0\0\0WEBPVP8 "), "unsupported_type"],
    ["a GIF", Buffer.from("GIF89a\0\0\0\0\0\0"), "unsupported_type"],
    ["a PDF", Buffer.from("%PDF-1.7 and so on"), "unsupported_type"],
    ["a page of text", Buffer.from("<html>hello</html>"), "unsupported_type"],
    ["two bytes of a JPEG", Buffer.from([0xff, 0xd8]), "unsupported_type"],
    [
      "a JPEG that has no picture",
      Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0, 0, 0]),
      "unreadable",
    ],
  ])("%s is refused as what it is", (_name, bytes, problem) => {
    expect(problemOf(bytes)).toBe(problem);
  });

  test("a photo that is too small or too large in pixels is refused by its header alone", async () => {
    expect(problemOf(await image(400, 249).jpeg().toBuffer())).toBe("too_small");
    const header = (await image().png().toBuffer()).subarray(0, 33);
    header.writeUInt32BE(60_000, 16);
    header.writeUInt32BE(60_000, 20);
    const inspector = createPhotoInspector(photoLimits);
    expect(() => inspector.push(header)).toThrow(
      expect.objectContaining({ problem: "too_many_pixels" }),
    );
  });

  test("a PNG whose bytes were changed on the way is refused", async () => {
    const bytes = await image().png().toBuffer();
    bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 0xff;
    expect(problemOf(bytes)).toBe("unreadable");
  });
});

function length(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
