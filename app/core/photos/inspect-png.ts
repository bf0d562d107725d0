import { crc32 } from "node:zlib";
import { END, type Step, skip, take } from "./byte-cursor.ts";
import { PhotoRejected } from "./photo.ts";

/** The PNG specification's own limit on a chunk. */
const MAX_CHUNK = 2 ** 31 - 1;

/** Encoders put 8 kB of pixels or more into a chunk: 15 MB of them are 1,900. */
const MAX_CHUNKS = 10_000;

/**
 * Steps through a PNG's chunks: lengths, checksums, IHDR first, pixel data, IEND last.
 *
 * @param onSize called with the header's dimensions, pixels
 */
export function inspectPng(onSize: (width: number, height: number) => void): Step {
  let chunks = 0;
  let hasPixels = false;

  const chunk = (): Step =>
    take(8, (head) => {
      const length = uint32(head, 0);
      const type = String.fromCharCode(...head.subarray(4, 8));
      const isFirst = chunks === 0;
      chunks += 1;
      if (length > MAX_CHUNK || isFirst !== (type === "IHDR") || chunks > MAX_CHUNKS)
        throw new PhotoRejected("unreadable");
      if (type === "IDAT" && length > 0) hasPixels = true;

      let crc = crc32(head.subarray(4, 8));
      const checksum = (): Step =>
        take(4, (stored) => {
          if (uint32(stored, 0) !== crc) throw new PhotoRejected("unreadable");
          if (type !== "IEND") return chunk();
          if (!hasPixels) throw new PhotoRejected("unreadable");
          return END;
        });

      if (type !== "IHDR") return skip(length, checksum, (bytes) => (crc = crc32(bytes, crc)));
      if (length !== 13) throw new PhotoRejected("unreadable");
      return take(13, (header) => {
        crc = crc32(header.subarray(0, 13), crc);
        onSize(uint32(header, 0), uint32(header, 4));
        return checksum();
      });
    });

  return take(8, () => chunk());
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}
