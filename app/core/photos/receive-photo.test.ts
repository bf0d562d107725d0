import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import type { PhotoStore } from "../ports.ts";
import { photoLimits } from "./photo.ts";
import { receivePhoto } from "./receive-photo.ts";

const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
const photo = await sharp({
  create: { width: 600, height: 500, channels: 3, background: "#c68863", noise },
})
  .jpeg()
  .toBuffer();

/** Sends the bytes in chunks of these lengths, over and over; remembers the chunks that reach the store. */
async function receive(bytes: Uint8Array, lengths: readonly number[], limits = photoLimits) {
  const files = createFakePhotoStore();
  const written: number[] = [];
  const photoStore: PhotoStore = {
    ...files,
    async createIncoming() {
      const file = await files.createIncoming();
      return {
        ...file,
        write(chunk) {
          written.push(chunk.length);
          return file.write(chunk);
        },
      };
    },
  };
  async function* chunks() {
    // One place for every chunk, as a socket's may be: what is kept of it has to be copied.
    const place = new Uint8Array(Math.max(...lengths));
    for (let at = 0, n = 0; at < bytes.length; n += 1) {
      const part = bytes.subarray(at, at + (lengths[n % lengths.length] ?? 1));
      place.set(part);
      yield place.subarray(0, part.length);
      at += part.length;
    }
  }
  const arrived = await receivePhoto({ photoStore }, { hand: "left", chunks: chunks(), limits });
  return { arrived, written, files: files.files };
}

describe("receiving a photo", () => {
  test.each([
    ["in one piece", [photo.length]],
    ["byte by byte", [1]],
    ["in pieces of a slow network", [1_400]],
    ["in pieces large and small", [1, 16_384, 3, 20_000, 16_383]],
  ])("that comes %s keeps every byte, in order", async (_name, lengths) => {
    const { arrived, files } = await receive(photo, lengths);
    const kept = files.get(arrived.incomingKey) ?? new Uint8Array();
    expect(Buffer.compare(kept, photo)).toBe(0);
    expect(arrived).toMatchObject({
      hand: "left",
      bytes: photo.length,
      sha256: createHash("sha256").update(photo).digest("hex"),
      mime: "image/jpeg",
      width: 600,
      height: 500,
    });
  });

  test("byte by byte does not write byte by byte", async () => {
    const { written } = await receive(photo, [1]);
    expect(written.length).toBe(Math.ceil(photo.length / 16_384));
  });

  test("one byte over the limit is too many, also when it comes alone", async () => {
    const limits = { ...photoLimits, maxBytes: photo.length - 1 };
    for (const lengths of [[1], [photo.length - 1], [photo.length]]) {
      await expect(receive(photo, lengths, limits)).rejects.toMatchObject({
        problem: "too_large",
        hand: "left",
      });
    }
  });
});
