import { createHash } from "node:crypto";
import type { PhotoCodec, PhotoStore } from "../ports.ts";
import { PhotoMissing } from "./photo-missing.ts";
import { type Hand, PhotoRejected } from "./photo.ts";
import { ofHand } from "./receive-photo.ts";

export type StoredPhoto = {
  readonly key: string;
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
};

/**
 * Decodes a photo whole, puts it upright without metadata, and stores it. Running it twice writes the same file
 * twice. The incoming file stays: it goes once the row knows the new one.
 *
 * @throws PhotoRejected when the photo cannot be decoded after all, or is not there any more
 */
export async function normalisePhoto(
  { photoStore, photoCodec }: { readonly photoStore: PhotoStore; readonly photoCodec: PhotoCodec },
  photo: {
    readonly incomingKey: string;
    readonly hand: Hand;
    readonly key: string;
  },
  options: { readonly signal: AbortSignal },
): Promise<StoredPhoto> {
  const { hand, key } = photo;
  try {
    const original = await photoStore.read(photo.incomingKey);
    const { jpeg, width, height } = await photoCodec.normalise(original, options);
    await photoStore.write(key, jpeg);
    const sha256 = createHash("sha256").update(jpeg).digest("hex");
    return { key, jpeg, width, height, bytes: jpeg.byteLength, sha256 };
  } catch (error) {
    if (error instanceof PhotoRejected) throw ofHand(error, hand);
    if (error instanceof PhotoMissing)
      throw new PhotoRejected("unreadable", { hand, cause: error });
    throw error;
  }
}
