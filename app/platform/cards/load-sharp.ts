import type { SharpConstructor } from "sharp";

/** The library for pictures, loaded when the first one is asked for: most webs never paint any. */
export async function loadSharp(): Promise<SharpConstructor> {
  const { sharp } = await import("../photos/sharp.ts");
  return sharp;
}
