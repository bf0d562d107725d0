import { randomUUID } from "node:crypto";
import {
  access,
  type FileHandle,
  mkdir,
  open,
  opendir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { PhotoMissing } from "#core/photos/photo-missing.ts";
import type { PhotoStore, StoredFile } from "#core/ports.ts";

/** Photos are nobody's business but this process's user. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

const safeKey = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*(?:\/[a-z0-9-]+(?:\.[a-z0-9]+)*)$/;

/** Keeps photos as files below `root`. */
export function createDiskPhotoStore({ root }: { readonly root: string }): PhotoStore {
  function pathOf(key: string): string {
    if (!safeKey.test(key)) throw new Error("not a photo's key");
    return join(root, key);
  }

  return {
    async createIncoming() {
      const key = `incoming/${randomUUID()}`;
      const path = pathOf(key);
      const file = await openNew(path);
      let isOpen = true;
      const close = async () => {
        if (!isOpen) return;
        isOpen = false;
        await file.close();
      };
      return {
        key,
        async write(chunk) {
          await writeAll(file, chunk);
        },
        async keep() {
          await file.datasync();
          await close();
        },
        async discard() {
          await close().catch(() => undefined);
          await rm(path, { force: true }).catch(() => undefined);
        },
      };
    },

    async read(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isNotFound(error)) throw new PhotoMissing(key, { cause: error });
        throw error;
      }
    },

    has: (key) =>
      access(pathOf(key)).then(
        () => true,
        () => false,
      ),

    async write(key, bytes) {
      const path = pathOf(key);
      const temporary = `${path}.${randomUUID()}`;
      const file = await openNew(temporary);
      try {
        await writeAll(file, bytes);
        await file.datasync();
        await file.close();
        await rename(temporary, path);
      } catch (error) {
        await file.close().catch(() => undefined);
        await rm(temporary, { force: true });
        throw error;
      }
    },

    async delete(key) {
      const path = pathOf(key);
      await rm(path, { force: true });
      await removeIfEmpty(dirname(path), root);
    },

    async *list(folder): AsyncGenerator<StoredFile, undefined> {
      // One entry at a time: the store may hold more names than fit into memory.
      const entries = await opendir(join(root, folder), { recursive: true }).catch(
        (error: unknown) => {
          if (isNotFound(error)) return [];
          throw error;
        },
      );
      for await (const entry of entries) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (!found) continue;
        const key = path.slice(root.length + 1);
        yield { key, bytes: found.size, modifiedAt: found.mtime };
      }
    },
  };
}

/** A folder that has just been made may go again with somebody else's last file, so this tries more than once. */
async function openNew(path: string, triesLeft = 3): Promise<FileHandle> {
  try {
    return await open(path, "wx", FILE_MODE);
  } catch (error) {
    if (!isNotFound(error) || triesLeft === 0) throw error;
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    return openNew(path, triesLeft - 1);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, written);
    written += bytesWritten;
  }
}

/** Analyses and users have folders of their own, which go with their last file. */
async function removeIfEmpty(folder: string, root: string): Promise<void> {
  if (folder === root) return;
  try {
    await rmdir(folder);
  } catch {
    // Not empty, or gone already.
    return;
  }
  await removeIfEmpty(dirname(folder), root);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
