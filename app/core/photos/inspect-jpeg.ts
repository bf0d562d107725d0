import { END, type Step, skip, take } from "./byte-cursor.ts";
import { PhotoRejected } from "./photo.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;

/**
 * Markers outside of the entropy-coded data. Cameras write a dozen, and one for each 64 kB of a large profile or
 * depth map: 15 MB of them are 240.
 */
const MAX_MARKERS = 2_000;

/** Progressive photos have about ten. A decoder goes over the whole picture once for each. */
const MAX_SCANS = 100;

const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;

/** Frame headers carry the dimensions. C4, C8 and CC look like them and are tables. */
const isFrame = (code: number) =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

/**
 * Steps through a JPEG's structure (ITU-T T.81, annex B): segments by their lengths, entropy-coded data up to
 * the next marker, until the end of the image. Thumbnails lie inside segments and are passed over;
 * whatever phones append after the end does not matter.
 *
 * @param onSize called with the frame's dimensions, pixels
 */
export function inspectJpeg(onSize: (width: number, height: number) => void): Step {
  let hasFrame = false;
  let markers = 0;
  let scans = 0;

  let isEntropyCoded = false;
  let isAfterFF = false;
  let code = 0;

  /**
   * On to the next marker's code. Any number of FF may fill up before it; in entropy-coded data FF may as well
   * be followed by 00 (a stuffed byte) or by a restart marker. No byte makes a step of its own here, so that
   * no sequence of bytes costs much more than a photo does.
   */
  const toCode: Step = {
    kind: "seek",
    find: (chunk, from) => {
      let at = from;
      let wasFF = isAfterFF;
      while (at < chunk.length) {
        const byte = chunk[at] ?? 0;
        at += 1;
        if (byte === 0xff) {
          wasFF = true;
          continue;
        }
        if (wasFF && !(isEntropyCoded && (byte === 0x00 || isRestart(byte)))) {
          code = byte;
          return at;
        }
        wasFF = false;
        // Most of a photo, and faster than a search that is called anew for each FF.
        while (at < chunk.length && chunk[at] !== 0xff) at += 1;
      }
      isAfterFF = wasFF;
      return -1;
    },
    next: onCode,
  };

  const toMarker: Step = take(1, ([byte]) => {
    if (byte !== 0xff) throw new PhotoRejected("unreadable");
    isEntropyCoded = false;
    isAfterFF = true;
    return toCode;
  });

  function onCode(): Step {
    if (code === EOI) {
      if (!hasFrame || scans === 0) throw new PhotoRejected("unreadable");
      return END;
    }
    markers += 1;
    if (markers > MAX_MARKERS) throw new PhotoRejected("unreadable");
    if (code === TEM || isRestart(code)) return toMarker;
    if (code === 0x00 || code === SOI) throw new PhotoRejected("unreadable");
    return take(2, (length) => onSegment(uint16(length, 0) - 2));
  }

  function onSegment(length: number): Step {
    if (length < 0) throw new PhotoRejected("unreadable");
    if (isFrame(code)) {
      if (length < 6) throw new PhotoRejected("unreadable");
      return take(6, (frame) => {
        hasFrame = true;
        onSize(uint16(frame, 3), uint16(frame, 1));
        return skip(length - 6, () => toMarker);
      });
    }
    if (code !== SOS) return skip(length, () => toMarker);
    scans += 1;
    if (!hasFrame || scans > MAX_SCANS) throw new PhotoRejected("unreadable");
    return skip(length, () => {
      isEntropyCoded = true;
      isAfterFF = false;
      return toCode;
    });
  }

  return take(2, ([first, second]) => {
    if (first !== 0xff || second !== SOI) throw new PhotoRejected("unreadable");
    return toMarker;
  });
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
