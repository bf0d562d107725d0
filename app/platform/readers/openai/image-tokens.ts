export type ImageSize = { readonly width: number; readonly height: number };

/** What `detail` asks for; models that see patches take no notice of it. */
export type ImageDetail = "low" | "high";

/** Patches of 32 pixels, at most 1,536 of them, each worth so many tokens. */
type Patches = { readonly kind: "patches"; readonly tokensPerPatch: number };

/** So many tokens for any photo, and for each square of 512 pixels after it was shrunk to 768 on its shorter side. */
type Tiles = { readonly kind: "tiles"; readonly base: number; readonly perTile: number };

/** OpenAI's published rules (https://platform.openai.com/docs/guides/images-vision, “Calculating costs”). */
const rules: Readonly<Record<string, Patches | Tiles>> = {
  "gpt-4.1-mini": { kind: "patches", tokensPerPatch: 1.62 },
  "gpt-4.1-nano": { kind: "patches", tokensPerPatch: 2.46 },
  "gpt-4.1": { kind: "tiles", base: 85, perTile: 170 },
  "gpt-4o": { kind: "tiles", base: 85, perTile: 170 },
  "gpt-4o-mini": { kind: "tiles", base: 2_833, perTile: 5_667 },
};

const PATCH = { side: 32, most: 1_536 };
const TILE = { side: 512, fits: 2_048, shorter: 768 };

/** What a photo counts in the prompt of a model. One that is not listed counts as the default model does. */
export function imageTokens(model: string, size: ImageSize, detail: ImageDetail = "high"): number {
  const name = model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
  const rule = rules[name] ?? { kind: "patches", tokensPerPatch: 1.62 };
  if (rule.kind === "tiles") {
    return rule.base + (detail === "low" ? 0 : rule.perTile * tilesOf(size));
  }
  return Math.ceil(patchesOf(size) * rule.tokensPerPatch);
}

function patchesOf({ width, height }: ImageSize): number {
  const patches = Math.ceil(width / PATCH.side) * Math.ceil(height / PATCH.side);
  return Math.min(patches, PATCH.most);
}

function tilesOf({ width, height }: ImageSize): number {
  const fit = Math.min(1, TILE.fits / Math.max(width, height));
  const scale = Math.min(fit, TILE.shorter / Math.min(width, height));
  return Math.ceil((width * scale) / TILE.side) * Math.ceil((height * scale) / TILE.side);
}
