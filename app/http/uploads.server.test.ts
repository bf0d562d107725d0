import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { photoLimits } from "#core/photos/photo.ts";
import { createFakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { readAnalysisForm } from "./uploads.server.ts";

type Part = {
  readonly name: string;
  readonly filename?: string;
  readonly content: Uint8Array | string;
};

const jpeg = await sharp({
  create: { width: 400, height: 300, channels: 3, background: "#c68863" },
})
  .jpeg()
  .toBuffer();

/** A multipart body as browsers write it. */
function body(parts: readonly Part[], end = "--x--\r\n"): Buffer {
  return Buffer.concat([
    ...parts.flatMap(({ name, filename, content }) => [
      Buffer.from(
        `--x\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? "" : `; filename="${filename}"`}\r\n` +
          `${filename === undefined ? "" : "Content-Type: application/octet-stream\r\n"}\r\n`,
      ),
      Buffer.from(content),
      Buffer.from("\r\n"),
    ]),
    Buffer.from(end),
  ]);
}

function given(content: Buffer | ReadableStream<Uint8Array>, headers: Record<string, string> = {}) {
  const photoStore = createFakePhotoStore();
  const typed: Record<string, string> = {};
  const leaving = new AbortController();
  const request = new Request("http://palms.example/analyses/new", {
    method: "POST",
    headers: { "Content-Type": "multipart/form-data; boundary=x", ...headers },
    body: content instanceof Buffer ? Uint8Array.from(content) : content,
    duplex: "half",
  } as RequestInit);
  const read = () =>
    readAnalysisForm(
      request,
      { photoStore },
      {
        limits: { ...photoLimits, maxBytes: 100_000 },
        textFields: ["label"],
        onField: (name, value) => (typed[name] = value),
        signal: leaving.signal,
      },
    );
  return { read, files: photoStore.files, typed, leaving };
}

const left: Part = { name: "left_image", filename: "a.jpg", content: jpeg };
const right: Part = { name: "right_image", filename: "b.jpg", content: jpeg };
const nothingChosen: Part = { name: "left_image", filename: "", content: "" };

describe("reading the form with the photos", () => {
  test("takes a photo of each hand and tells them apart by their fields, whatever their order", async () => {
    const { read, files, typed } = given(
      body([{ name: "label", content: "for my mother" }, right, left]),
    );
    const { photos } = await read();
    expect(photos.map(({ hand }) => hand)).toEqual(["right", "left"]);
    expect(photos[0]).toMatchObject({ bytes: jpeg.byteLength, mime: "image/jpeg", width: 400 });
    expect(files.size).toBe(2);
    expect(typed).toEqual({ label: "for my mother" });
  });

  test("inputs in which nothing was chosen do not count", async () => {
    const { read } = given(
      body([nothingChosen, left, nothingChosen, { ...nothingChosen, name: "right_image" }]),
    );
    expect((await read()).photos).toHaveLength(1);
  });

  test("discarding what was read leaves nothing", async () => {
    const { read, files } = given(body([left, right]));
    await (await read()).discard();
    expect(files.size).toBe(0);
  });

  test.each([
    ["two photos for one hand", [left, left], "photo.two_for_one_hand"],
    ["an empty file", [{ ...left, content: "" }], "photo.empty"],
    [
      "a good photo and a bad one",
      [right, { ...left, content: "not a photo at all" }],
      "photo.unsupported_type",
    ],
    [
      "a photo over the limit",
      [{ ...left, content: Buffer.concat([jpeg, Buffer.alloc(120_000)]) }],
      "photo.too_large",
    ],
    ["half a photo", [{ ...left, content: jpeg.subarray(0, 800) }], "photo.incomplete"],
    [
      "text where a photo belongs",
      [{ name: "left_image", content: "hello" }],
      "photo.unsupported_type",
    ],
    ["a label without end", [{ name: "label", content: "x".repeat(5_000) }, left], "input.invalid"],
    [
      "far too many parts",
      Array.from({ length: 60 }, () => ({ name: "label", content: "x" })),
      "input.invalid",
    ],
  ] as const)("%s is refused and leaves no file behind", async (_name, parts, code) => {
    const { read, files } = given(body(parts));
    await expect(read()).rejects.toMatchObject({ code });
    expect(files.size).toBe(0);
  });

  test("a request whose length says that it is too long is refused without reading it", async () => {
    let isRead = false;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          isRead = true;
          controller.enqueue(new Uint8Array(1_000));
        },
      },
      { highWaterMark: 0 },
    );
    const { read } = given(endless, { "Content-Length": "99999999" });
    await expect(read()).rejects.toMatchObject({ code: "photo.too_large" });
    expect(isRead).toBe(false);
  });

  test("a body without a length is cut off at the same limit", async () => {
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(body([{ name: "other", filename: "x", content: "" }], "")),
      pull: (controller) => controller.enqueue(new Uint8Array(50_000)),
    });
    const { read, files } = given(endless);
    await expect(read()).rejects.toMatchObject({ code: "photo.too_large" });
    expect(files.size).toBe(0);
  });

  test("an upload that breaks off leaves nothing", async () => {
    const { read, files } = given(body([left], "").subarray(0, 900));
    await expect(read()).rejects.toMatchObject({ kind: "invalid" });
    expect(files.size).toBe(0);
  });

  test("a client that leaves in the middle leaves nothing", async () => {
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(body([left], "").subarray(0, 700)),
    });
    const { read, files, leaving } = given(stalled);
    const reading = read();
    setImmediate(() => leaving.abort(new Error("gone")));
    await expect(reading).rejects.toMatchObject({ code: "upload.aborted" });
    expect(files.size).toBe(0);
  });

  test.each(["a;b.jpg", "x=1.jpg", "हाथ.jpg", "../../etc/passwd", "%00.jpg"])(
    "a file named %j is only a photo: its name is never used",
    async (filename) => {
      const { read, files } = given(body([{ ...left, filename }]));
      expect((await read()).photos).toHaveLength(1);
      expect([...files.keys()].join()).toMatch(/^incoming\/[0-9a-f-]{36}$/);
    },
  );

  test("another content type is refused with words", async () => {
    const { read } = given(Buffer.from("{}"), { "Content-Type": "application/json" });
    await expect(read()).rejects.toMatchObject({ code: "input.invalid" });
  });
});
