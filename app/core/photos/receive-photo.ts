import { createHash } from "node:crypto";
import type { ArrivedPhoto, PhotoStore } from "../ports.ts";
import { createPhotoInspector } from "./inspect-photo.ts";
import { type Hand, type PhotoLimits, PhotoRejected } from "./photo.ts";

/** Smaller chunks than this are gathered, bytes. What a network brings at a time is mostly larger. */
const LEAST_CHUNK = 16 * 1024;

/**
 * Takes a photo as its bytes arrive: to a private file, through a hash, past every check that does not
 * need the whole picture. On any failure the file is gone.
 *
 * @throws PhotoRejected as soon as the bytes tell; the rest is not read
 */
export async function receivePhoto(
  { photoStore }: { readonly photoStore: PhotoStore },
  {
    hand,
    chunks,
    limits,
  }: {
    readonly hand: Hand;
    readonly chunks: AsyncIterable<Uint8Array>;
    readonly limits: PhotoLimits;
  },
): Promise<ArrivedPhoto> {
  const file = await photoStore.createIncoming();
  const inspector = createPhotoInspector(limits);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of gather(chunks)) {
      bytes += chunk.byteLength;
      if (bytes > limits.maxBytes) throw tooLarge(limits, hand);
      inspector.push(chunk);
      hash.update(chunk);
      await file.write(chunk);
    }
    const inspected = inspector.finish();
    await file.keep();
    return { hand, incomingKey: file.key, bytes, sha256: hash.digest("hex"), ...inspected };
  } catch (error) {
    await file.discard();
    throw error instanceof PhotoRejected ? ofHand(error, hand) : error;
  }
}

/**
 * Makes chunks worth a hash's and a file's while, because a client can send single bytes and each would be a
 * write to the disk. A chunk is good until the next is asked for.
 */
async function* gather(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const gathered = new Uint8Array(LEAST_CHUNK);
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes + chunk.byteLength > LEAST_CHUNK) {
      if (bytes > 0) yield gathered.subarray(0, bytes);
      bytes = 0;
    }
    if (chunk.byteLength >= LEAST_CHUNK) {
      yield chunk;
    } else {
      gathered.set(chunk, bytes);
      bytes += chunk.byteLength;
    }
  }
  if (bytes > 0) yield gathered.subarray(0, bytes);
}

/** The refusal of a photo over the byte limit, which also one look at a request's length can give. */
export function tooLarge({ maxBytes }: PhotoLimits, hand?: Hand): PhotoRejected {
  const params = { maxMegabytes: Math.floor(maxBytes / 1_048_576) };
  return new PhotoRejected("too_large", hand ? { hand, params } : { params });
}

/** The same refusal, said of the slot that the photo was sent in. */
export function ofHand(error: PhotoRejected, hand: Hand): PhotoRejected {
  return new PhotoRejected(error.problem, { hand, params: error.params, cause: error.cause });
}
