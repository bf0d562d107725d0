import { createHash } from "node:crypto";
import sharp from "sharp";
import { createPhotoInspector } from "#core/photos/inspect-photo.ts";
import { photoLimits, PhotoRejected } from "#core/photos/photo.ts";
import { hostilePhotos } from "#tests/support/hostile-photos.ts";

/**
 * What looking at a photo costs the web's one thread while the photo streams by: for photos as cameras make them, and
 * for the worst that 15 MB can be. The last column is a multiple of what hashing the same bytes costs.
 */
const ROUNDS = 15;
const CHUNK = 64 * 1024;

const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
const image = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c68863", noise } });
const jpeg = await image(4032, 3024).jpeg().toBuffer();

const rows = {
  "a JPEG of 12 megapixels": measure(jpeg),
  "the same, byte by byte": measure(jpeg, 1),
  "a progressive JPEG": measure(await image(4032, 3024).jpeg({ progressive: true }).toBuffer()),
  "a PNG of 2 megapixels": measure(await image(1632, 1224).png().toBuffer()),
  ...Object.fromEntries(
    hostilePhotos.map(({ name, draw }) => [name, measure(draw(photoLimits.maxBytes))]),
  ),
};
console.table(rows);

function measure(photo: Buffer, chunkLength = CHUNK) {
  const { verdict, bytes } = look(photo, chunkLength);
  const seen = photo.subarray(0, bytes);
  const inspecting = leastMs(() => look(seen, chunkLength));
  const hashing = leastMs(() => {
    const hash = createHash("sha256");
    for (const chunk of cut(seen, CHUNK)) hash.update(chunk);
  });
  return {
    verdict,
    "MB seen": round(bytes / 1e6),
    ms: round(inspecting),
    "MB/s": Math.round(bytes / 1e3 / inspecting),
    "× SHA-256": round(inspecting / hashing),
  };
}

/** What is said of the photo, and how many of its bytes had to pass until then. */
function look(photo: Uint8Array, chunkLength: number) {
  const inspector = createPhotoInspector(photoLimits);
  let bytes = 0;
  try {
    for (const chunk of cut(photo, chunkLength)) {
      bytes += chunk.length;
      inspector.push(chunk);
    }
    inspector.finish();
    return { verdict: "taken", bytes };
  } catch (error) {
    if (!(error instanceof PhotoRejected)) throw error;
    return { verdict: error.problem, bytes };
  }
}

function* cut(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** The least of some rounds, so that whatever else the machine does does not count. */
function leastMs(work: () => void): number {
  let least = Infinity;
  for (let n = 0; n < ROUNDS; n += 1) {
    const startedAt = performance.now();
    work();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
