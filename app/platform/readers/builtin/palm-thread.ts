import { parentPort, workerData } from "node:worker_threads";
import sharp from "sharp";
import { lookAtPalm } from "#core/palm/look-at-palm.ts";

/** Looks at one photo and ends. Its own thread, because it counts for seconds what nobody may wait behind. */
const { data, info } = await sharp(workerData as Uint8Array)
  .resize({ width: 1400, height: 1400, fit: "inside", withoutEnlargement: true })
  .flatten({ background: "#ffffff" })
  .toColourspace("srgb")
  .raw()
  .toBuffer({ resolveWithObject: true });

parentPort?.postMessage(lookAtPalm({ width: info.width, height: info.height, rgb: data }));
