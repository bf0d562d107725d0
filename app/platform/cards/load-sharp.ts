import type { SharpConstructor } from "sharp";

/** The library for pictures, loaded when the first one is asked for: most webs never paint any. */
export async function loadSharp(): Promise<SharpConstructor> {
  const { default: sharp } = await import("sharp");
  // One thread a picture, and nothing kept for the next.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
