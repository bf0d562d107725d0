import type { RgbImage } from "#core/palm/image.ts";
import { sharp } from "../photos/sharp.ts";

/** The longer side of what our own eyes look at, pixels. */
const MOST_SIDE = 1400;

/** A photo, or a file of one, upright and as small as our own eyes want it. @throws when it is no picture */
export async function decodeForSight(photo: Uint8Array | string): Promise<RgbImage> {
  const { data, info } = await sharp(photo)
    .autoOrient()
    .resize({ width: MOST_SIDE, height: MOST_SIDE, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}
