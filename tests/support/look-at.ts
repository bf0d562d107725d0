import sharp from "sharp";
import { lookAtPalm, type PalmSight } from "#core/palm/look-at-palm.ts";

/** What is seen on an encoded photo, or on a file. */
export async function lookAt(photo: Buffer | string): Promise<PalmSight> {
  const { data, info } = await sharp(photo)
    .autoOrient()
    .resize({ width: 1400, height: 1400, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return lookAtPalm({ width: info.width, height: info.height, rgb: data });
}
