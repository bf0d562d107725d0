import sharp from "sharp";
import { checkSize } from "#core/photos/inspect-photo.ts";
import { type PhotoLimits, PhotoRejected, STORED_MAX_SIDE } from "#core/photos/photo.ts";
import type { PhotoCodec } from "#core/ports.ts";

const THUMBNAIL_MAX_SIDE = 320;

/** A little larger files for a third of the encoding time. */
const jpegOptions = { optimiseCoding: false } as const;

// Several analyses run side by side; each decodes on one thread and keeps nothing for the next.
sharp.concurrency(1);
sharp.cache(false);

/** Decodes and encodes with libvips. */
export function createSharpCodec({ limits }: { readonly limits: PhotoLimits }): PhotoCodec {
  return {
    async normalise(original, { signal }) {
      try {
        return await normalise(original, limits, signal);
      } catch (error) {
        if (signal.aborted || error instanceof PhotoRejected) throw error;
        // Whatever libvips says of these bytes, they will never become a picture.
        throw new PhotoRejected("unreadable", { cause: error });
      }
    },

    async shrink(jpeg, { maxSide, quality }) {
      const { width = 0, height = 0 } = await sharp(jpeg).metadata();
      if (Math.max(width, height) <= maxSide) return jpeg;
      return sharp(jpeg)
        .resize({ width: maxSide, height: maxSide, fit: "inside" })
        .jpeg({ quality })
        .toBuffer();
    },
  };
}

async function normalise(original: Uint8Array, limits: PhotoLimits, signal: AbortSignal) {
  const input = { failOn: "warning", limitInputPixels: limits.maxPixels } as const;
  const { width, height, orientation = 1, space } = await sharp(original, input).metadata();
  checkSize(width, height, limits);
  signal.throwIfAborted();

  // The profile is left alone while the picture is large: converting twelve megapixels costs more than
  // all the rest. It is applied to the small picture in the next step. CMYK cannot wait: its JPEG needs its profile.
  const small = await sharp(original, { ...input, ignoreIcc: false })
    .resize({
      width: STORED_MAX_SIDE,
      height: STORED_MAX_SIDE,
      fit: "inside",
      withoutEnlargement: true,
    })
    .flatten({ background: "#ffffff" })
    .keepIccProfile()
    .withMetadata({ orientation })
    .toFormat("tiff", { compression: "none" })
    .toBuffer();
  void space;
  signal.throwIfAborted();

  const upright = sharp(small).autoOrient().toColourspace("srgb");
  const { data, info } = await upright
    .jpeg({ quality: 85, ...jpegOptions })
    .toBuffer({ resolveWithObject: true });
  signal.throwIfAborted();

  const thumbnail = await sharp(data)
    .resize({ width: THUMBNAIL_MAX_SIDE, height: THUMBNAIL_MAX_SIDE, fit: "inside" })
    .jpeg({ quality: 70, ...jpegOptions })
    .toBuffer();
  return { jpeg: data, width: info.width, height: info.height, thumbnail };
}
