import type { PhotoMime } from "./photo.ts";

/** How many first bytes tell what a file is. */
export const MAGIC_BYTES = 12;

/** What a file's first bytes say that it is. `type` is for people. */
export type FileKind =
  | { readonly kind: "photo"; readonly mime: PhotoMime }
  | { readonly kind: "heic" }
  | { readonly kind: "other"; readonly type: string };

const heicBrands = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

/** Tells a file by its first bytes (at least 3 for a JPEG, 12 for most others), never by its name. */
export function recogniseFile(bytes: Uint8Array): FileKind {
  const text = String.fromCharCode(...bytes.subarray(0, MAGIC_BYTES));
  if (text.startsWith("\xff\xd8\xff")) return { kind: "photo", mime: "image/jpeg" };
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return { kind: "photo", mime: "image/png" };
  if (text.slice(4, 8) === "ftyp") {
    const brand = text.slice(8, 12);
    if (heicBrands.has(brand)) return { kind: "heic" };
    return { kind: "other", type: brand === "avif" || brand === "avis" ? "AVIF" : "video" };
  }
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP")
    return { kind: "other", type: "WebP" };
  if (text.startsWith("GIF8")) return { kind: "other", type: "GIF" };
  if (text.startsWith("%PDF")) return { kind: "other", type: "PDF" };
  if (text.startsWith("BM")) return { kind: "other", type: "BMP" };
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return { kind: "other", type: "TIFF" };
  return { kind: "other", type: "" };
}
