import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { hostilePhotos, pngChunk } from "#tests/support/hostile-photos.ts";
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

describe("however a photo is cut into chunks, the answer is the same", () => {
  /** Pieces of structure to shuffle; most of what they make is refused somewhere. */
  let pieces: Record<"jpeg" | "png", readonly Uint8Array[]>;
  beforeAll(async () => {
    const plain = sharp({
      create: { width: 260, height: 250, channels: 3, background: "#c68863" },
    });
    const jpeg = await plain.clone().jpeg({ progressive: true }).toBuffer();
    const png = await plain.clone().png({ compressionLevel: 1 }).toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    pieces = {
      jpeg: [
        jpeg.subarray(0, frame),
        jpeg.subarray(frame, scan),
        jpeg.subarray(scan),
        jpeg.subarray(scan, scan + 300),
        ...[[0xff], [0xff, 0xff, 0xff], [0xff, 0x00], [0xff, 0xd3], [0xff, 0x01], [0x00, 0xda]],
        ...[
          [0xff, 0xe1, 0, 2],
          [0xff, 0xe1, 0, 1],
          [0xff, 0xfe, 0, 4, 0xff, 0xd9],
          [0xff, 0xd9],
        ],
      ].map((piece) => Uint8Array.from(piece)),
      png: [
        png.subarray(0, 33),
        png.subarray(33),
        png.subarray(33, 200),
        ...[pngChunk("tEXt", []), pngChunk("IDAT", [1]), pngChunk("IEND", []), [0, 0, 0, 1]],
      ].map((piece) => Uint8Array.from(piece)),
    };
  });

  test.each(["jpeg", "png"] as const)("of a %s, whole or broken", (format) => {
    const shuffled = fc.array(fc.nat(pieces[format].length - 1), { maxLength: 12 });
    const lengths = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.nat(400)), {
      minLength: 1,
      maxLength: 20,
    });
    const answers = new Set<string>();
    fc.assert(
      fc.property(shuffled, fc.boolean(), lengths, (order, isWhole, chunkLengths) => {
        const start = isWhole ? [0, 1, ...order, 2] : [0, ...order];
        const bytes = Buffer.concat(
          start.map((index) => pieces[format][index] ?? new Uint8Array()),
        );
        const whole = answerTo([bytes]);
        answers.add(whole);
        expect(answerTo(cut(bytes, chunkLengths))).toBe(whole);
        expect(answerTo(cut(bytes, [1]))).toBe(whole);
      }),
      { numRuns: 300 },
    );
    // Not for want of answers.
    expect(answers.size).toBeGreaterThan(2);
  });

  function answerTo(chunks: Iterable<Uint8Array>): string {
    const inspector = createPhotoInspector(photoLimits);
    try {
      for (const chunk of chunks) inspector.push(chunk);
      return JSON.stringify(inspector.finish());
    } catch (error) {
      if (error instanceof PhotoRejected) return error.problem;
      throw error;
    }
  }

  /** Chunks of these lengths, over and over; none is longer than what is left. */
  function* cut(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
    for (let at = 0, n = 0; at < bytes.length; n += 1) {
      // Were all of them 0, it would never end.
      const length = lengths[n % (lengths.length + 1)] ?? 1;
      yield bytes.subarray(at, at + length);
      at += length;
    }
  }
});

describe("a photo made to keep us busy", () => {
  const withinSeconds = { timeout: 3_000 };

  test.each(hostilePhotos)("takes no longer than others: $name", withinSeconds, (photo) => {
    expect(problemOf(photo.draw(photoLimits.maxBytes), 64 * 1024)).toBe(photo.problem);
  });

  test.each(hostilePhotos)("nor when it comes byte by byte: $name", withinSeconds, (photo) => {
    expect(problemOf(photo.draw(1_000_000), 1)).toBe(photo.problem);
  });
});

describe("how much structure a photo may have", () => {
  const segment = (length: number) => Buffer.from([0xff, 0xe2, ...word(length), ...filler(length)]);
  const filler = (length: number) => new Uint8Array(length - 2);
  const word = (value: number) => [value >> 8, value & 255];

  test("a profile, a depth map and whatever else fit into 1,900 segments are taken", async () => {
    const jpeg = await image().jpeg().toBuffer();
    const more = Array.from({ length: 1_900 }, () => segment(100));
    const bytes = Buffer.concat([jpeg.subarray(0, 2), ...more, jpeg.subarray(2)]);
    expect(inspect(bytes)).toMatchObject({ width: 400 });
    const tooMany = Buffer.concat([jpeg.subarray(0, 2), ...more, ...more, jpeg.subarray(2)]);
    expect(problemOf(tooMany)).toBe("unreadable");
  });

  test("a picture of which every block ends in a restart marker is taken", async () => {
    const jpeg = await image().jpeg().toBuffer();
    const restarts = Buffer.alloc(200_000, Buffer.from([0x55, 0xff, 0xd0, 0x55, 0xff, 0xd1]));
    const bytes = Buffer.concat([jpeg.subarray(0, -2), restarts, jpeg.subarray(-2)]);
    expect(inspect(bytes)).toMatchObject({ width: 400 });
  });

  test("a hundred scans are taken, and no more", async () => {
    const jpeg = await image().grayscale().jpeg().toBuffer();
    const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])), -2);
    const withScans = (count: number) =>
      Buffer.concat([
        jpeg.subarray(0, -2),
        ...Array.from({ length: count - 1 }, () => scan),
        jpeg.subarray(-2),
      ]);
    expect(inspect(withScans(100))).toMatchObject({ width: 400 });
    expect(problemOf(withScans(101))).toBe("unreadable");
  });

  test("a PNG in 9,000 chunks is taken", async () => {
    const png = await image().png().toBuffer();
    const pixels = Buffer.from(pngChunk("IDAT", [1, 2, 3]));
    const more = Array.from({ length: 9_000 }, () => pixels);
    const bytes = Buffer.concat([png.subarray(0, 33), ...more, png.subarray(33)]);
    expect(inspect(bytes)).toMatchObject({ width: 400 });
  });
});

function length(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
