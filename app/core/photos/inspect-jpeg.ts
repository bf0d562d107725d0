import { END, type Step, skip, take } from "./byte-cursor.ts";
import { PhotoRejected } from "./photo.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** Frame headers carry the dimensions. C4, C8 and CC look like them and are tables. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Steps through a JPEG's structure (ITU-T T.81, annex B): segments by their lengths, entropy-coded data up to
 * the next marker, until the end of the image. Thumbnails lie inside segments and are passed over;
 * whatever phones append after the end does not matter.
 *
 * @param onSize called with the frame's dimensions, pixels
 */
export function inspectJpeg(onSize: (width: number, height: number) => void): Step {
  let hasFrame = false;
  let hasScan = false;

  const marker = (): Step =>
    take(1, ([byte = 0]) => {
      if (byte !== 0xff) throw new PhotoRejected("unreadable");
      return code();
    });

  const code = (): Step => take(1, ([byte = 0]) => onCode(byte));

  function onCode(byte: number): Step {
    // Any number of FF may fill up before a marker.
    if (byte === 0xff) return code();
    if (byte === EOI) {
      if (!hasFrame || !hasScan) throw new PhotoRejected("unreadable");
      return END;
    }
    if (byte === TEM || isRestart(byte)) return marker();
    if (byte === 0x00 || byte === SOI) throw new PhotoRejected("unreadable");
    return take(2, (length) => onSegment(byte, uint16(length, 0) - 2));
  }

  function onSegment(byte: number, length: number): Step {
    if (length < 0) throw new PhotoRejected("unreadable");
    if (isFrame(byte)) {
      if (length < 6) throw new PhotoRejected("unreadable");
      return take(6, (frame) => {
        hasFrame = true;
        onSize(uint16(frame, 3), uint16(frame, 1));
        return skip(length - 6, marker);
      });
    }
    if (byte === SOS) {
      if (!hasFrame) throw new PhotoRejected("unreadable");
      hasScan = true;
      return skip(length, scan);
    }
    return skip(length, marker);
  }

  /** Entropy-coded data: FF is followed by 00 (a stuffed byte), by a restart marker, or by what comes next. */
  function scan(): Step {
    return {
      kind: "scan",
      find: (bytes) => {
        const at = bytes.indexOf(0xff);
        return at === -1 ? -1 : at + 1;
      },
      next: afterFill,
    };
  }

  const afterFill = (): Step =>
    take(1, ([byte = 0]) => {
      if (byte === 0xff) return afterFill();
      return byte === 0x00 || isRestart(byte) ? scan() : onCode(byte);
    });

  return take(2, ([first, second]) => {
    if (first !== 0xff || second !== SOI) throw new PhotoRejected("unreadable");
    return marker();
  });
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
