import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { PhotoMissing } from "#core/photos/photo-missing.ts";
import { createDiskPhotoStore } from "./disk-photo-store.ts";

async function given() {
  const root = await mkdtemp(join(tmpdir(), "hastarekha-store-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return { root, store: createDiskPhotoStore({ root }) };
}

const bytes = new TextEncoder().encode("a palm");

describe("keeping photos on disk", () => {
  test("what arrives is there once it is kept, readable by this user alone", async () => {
    const { store, root } = await given();
    const incoming = await store.createIncoming();
    await incoming.write(bytes.subarray(0, 3));
    await incoming.write(bytes.subarray(3));
    await incoming.keep();
    expect(Buffer.from(await store.read(incoming.key))).toEqual(Buffer.from(bytes));
    expect((await stat(join(root, incoming.key))).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, "incoming"))).mode & 0o777).toBe(0o700);
  });

  test("what is discarded leaves nothing, also after it was kept", async () => {
    const { store, root } = await given();
    const incoming = await store.createIncoming();
    await incoming.write(bytes);
    await incoming.discard();
    await incoming.discard();
    expect(await readdir(join(root, "incoming"))).toEqual([]);
  });

  test("a second write replaces the first, and a folder goes with its last file", async () => {
    const { store, root } = await given();
    await store.write("guest/analysis-1/photo-1.jpg", bytes);
    await store.write("guest/analysis-1/photo-1.jpg", bytes.subarray(0, 1));
    expect((await store.read("guest/analysis-1/photo-1.jpg")).length).toBe(1);
    await store.delete("guest/analysis-1/photo-1.jpg");
    await store.delete("guest/analysis-1/photo-1.jpg");
    expect(await readdir(root)).toEqual([]);
    await expect(store.read("guest/analysis-1/photo-1.jpg")).rejects.toBeInstanceOf(PhotoMissing);
  });

  test("lists every file below a folder, and none where there is no folder", async () => {
    const { store } = await given();
    await store.write("guest/a/1.jpg", bytes);
    await store.write("guest/b/2.thumb.jpg", bytes);
    const keys = [];
    for await (const { key } of store.list("guest")) keys.push(key);
    expect(keys.sort()).toEqual(["guest/a/1.jpg", "guest/b/2.thumb.jpg"]);
    for await (const file of store.list("incoming")) expect(file).toBeUndefined();
  });

  test.each([
    "../secret",
    "/etc/passwd",
    "guest/../../x",
    "guest//x",
    "a b",
    "",
    "guest/x/",
    ".env",
  ])("the key %j leads nowhere", async (key) => {
    const { store } = await given();
    await expect(store.read(key)).rejects.toThrow("not a photo's key");
  });
});
