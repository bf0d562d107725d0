import { randomUUID } from "node:crypto";
import { PhotoMissing } from "#core/photos/photo-missing.ts";
import type { PhotoStore } from "#core/ports.ts";

export type FakePhotoStore = PhotoStore & { readonly files: Map<string, Uint8Array> };

/** Keeps files in memory, by key. */
export function createFakePhotoStore(): FakePhotoStore {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    async createIncoming() {
      const key = `incoming/${randomUUID()}`;
      const chunks: Uint8Array[] = [];
      return {
        key,
        async write(chunk) {
          chunks.push(Uint8Array.from(chunk));
        },
        async keep() {
          files.set(key, Buffer.concat(chunks));
        },
        async discard() {
          files.delete(key);
        },
      };
    },
    async read(key) {
      const bytes = files.get(key);
      if (!bytes) throw new PhotoMissing(key);
      return bytes;
    },
    has: async (key) => files.has(key),
    async write(key, bytes) {
      files.set(key, bytes);
    },
    async delete(key) {
      files.delete(key);
    },
    async *list(folder) {
      for (const [key, bytes] of files) {
        if (folder === "" || key.startsWith(`${folder}/`)) {
          yield { key, bytes: bytes.byteLength, modifiedAt: new Date() };
        }
      }
    },
  };
}
