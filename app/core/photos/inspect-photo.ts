import { type ByteCursor, createByteCursor } from "./byte-cursor.ts";
import { inspectJpeg } from "./inspect-jpeg.ts";
import { inspectPng } from "./inspect-png.ts";
import { MAGIC_BYTES, recogniseFile } from "./magic-bytes.ts";
import { type PhotoLimits, type PhotoMime, PhotoRejected } from "./photo.ts";

export type InspectedPhoto = {
  readonly mime: PhotoMime;
  /** As stored, before orientation is applied, pixels. */
  readonly width: number;
  readonly height: number;
};

/** Looks at a photo while it streams by, and keeps none of it. */
export type PhotoInspector = {
  /** @throws PhotoRejected as early as the bytes tell */
  push(chunk: Uint8Array): void;
  /** @throws PhotoRejected `empty` or `incomplete` when the photo ended too early */
  finish(): InspectedPhoto;
};

export function createPhotoInspector(limits: PhotoLimits): PhotoInspector {
  const magic = new Uint8Array(MAGIC_BYTES);
  let magicBytes = 0;
  let mime: PhotoMime | undefined;
  let cursor: ByteCursor | undefined;
  let size: { readonly width: number; readonly height: number } | undefined;

  function onSize(width: number, height: number): void {
    checkSize(width, height, limits);
    size = { width, height };
  }

  function begin(): ByteCursor {
    const first = magic.subarray(0, magicBytes);
    const file = recogniseFile(first);
    if (file.kind === "heic") throw new PhotoRejected("heic");
    if (file.kind === "other") {
      throw new PhotoRejected("unsupported_type", { params: { type: file.type } });
    }
    mime = file.mime;
    const begun = createByteCursor(
      mime === "image/jpeg" ? inspectJpeg(onSize) : inspectPng(onSize),
    );
    begun.push(first);
    return begun;
  }

  return {
    push(chunk) {
      let rest = chunk;
      if (!cursor) {
        const part = chunk.subarray(0, MAGIC_BYTES - magicBytes);
        magic.set(part, magicBytes);
        magicBytes += part.length;
        if (magicBytes < MAGIC_BYTES) return;
        cursor = begin();
        rest = chunk.subarray(part.length);
      }
      cursor.push(rest);
    },

    finish() {
      if (magicBytes === 0) throw new PhotoRejected("empty");
      cursor ??= begin();
      if (!cursor.isAtEnd || !mime || !size) throw new PhotoRejected("incomplete");
      return { mime, ...size };
    },
  };
}

/** @throws PhotoRejected `too_small` or `too_many_pixels` */
export function checkSize(width: number, height: number, limits: PhotoLimits): void {
  if (Math.min(width, height) < limits.minShortSide) {
    throw new PhotoRejected("too_small", { params: { width, height, min: limits.minShortSide } });
  }
  if (width * height > limits.maxPixels) {
    throw new PhotoRejected("too_many_pixels", {
      params: {
        megapixels: Math.round((width * height) / 1e6),
        max: Math.round(limits.maxPixels / 1e6),
      },
    });
  }
}
