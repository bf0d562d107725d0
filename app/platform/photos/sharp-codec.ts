import type { Sharp } from "sharp";
import { checkSize } from "#core/photos/inspect-photo.ts";
import { type PhotoLimits, PhotoRejected, STORED_MAX_SIDE } from "#core/photos/photo.ts";
import type { NormalisedPhoto, PhotoCodec } from "#core/ports.ts";
import { sharp } from "./sharp.ts";

/** A picture that takes longer was made to take long. */
const DECODE_TIMEOUT_SECONDS = 30;

/** A little larger files for a third of the encoding time. */
const jpegOptions = { optimiseCoding: false } as const;

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
      const { width, height } = await sharp(jpeg).metadata();
      if (Math.max(width, height) <= maxSide) return jpeg;
      return sharp(jpeg).resize(within(maxSide)).jpeg({ quality }).toBuffer();
    },

    async cutOut(jpeg, { part, maxPixels, quality }) {
      const whole = await sharp(jpeg).metadata();
      const { width, height } = part ?? whole;
      const scale = Math.sqrt(maxPixels / (width * height));
      if (!part && scale >= 1) return { jpeg, width, height };
      const cut = part ? sharp(jpeg).extract(part) : sharp(jpeg);
      const small = scale < 1 ? cut.resize({ width: Math.floor(width * scale) }) : cut;
      const { data, info } = await small.jpeg({ quality }).toBuffer({ resolveWithObject: true });
      return { jpeg: data, width: info.width, height: info.height };
    },
  };
}

async function normalise(
  original: Uint8Array,
  limits: PhotoLimits,
  signal: AbortSignal,
): Promise<NormalisedPhoto> {
  const input = { failOn: "warning", limitInputPixels: limits.maxPixels } as const;
  const { width, height, icc, space } = await sharp(original, input).metadata();
  checkSize(width, height, limits);
  signal.throwIfAborted();

  // Converting the colours of twelve megapixels costs more than all the rest, so a profile is only
  // carried along while the picture is large. CMYK cannot wait: without its profile it has no colours.
  const convertsLater = icc !== undefined && space === "srgb";
  const small = sharp(original, { ...input, ignoreIcc: convertsLater })
    .timeout({ seconds: DECODE_TIMEOUT_SECONDS })
    .autoOrient()
    .resize({ ...within(STORED_MAX_SIDE), withoutEnlargement: true })
    .flatten({ background: "#ffffff" });
  const upright = convertsLater ? sharp(await carryProfile(small)) : small;
  signal.throwIfAborted();

  const { data, info } = await upright
    .toColourspace("srgb")
    .jpeg({ quality: 85, ...jpegOptions })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}

function carryProfile(picture: Sharp): Promise<Buffer> {
  return picture.keepIccProfile().tiff({ compression: "none" }).toBuffer();
}

function within(side: number) {
  return { width: side, height: side, fit: "inside" } as const;
}
