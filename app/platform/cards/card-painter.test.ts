import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { PictureText } from "#core/ports.ts";
import { createCardPainter } from "./card-painter.ts";
import { hasLettersFor } from "./has-letters-for.ts";

const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="#ffffff"/></svg>`;
const box = { left: 100, top: 100, width: 600, height: 200 };

const words = (text: string): PictureText => ({ ...box, text, size: 60, colour: "#000000" });

/** The part of a picture that has something on it. */
async function inkOf(png: Uint8Array): Promise<typeof box | null> {
  const { info } = await sharp(png)
    .flatten()
    .trim({ background: "#ffffff" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, trimOffsetLeft = 0, trimOffsetTop = 0 } = info;
  if (width === 1200) return null;
  return { left: -trimOffsetLeft, top: -trimOffsetTop, width, height };
}

describe("a picture with words on it", () => {
  const painter = createCardPainter();
  const paint = (...texts: PictureText[]) => painter.paint({ svg: paper, texts });

  test("has the size of its drawing, and is light enough for a chat", async () => {
    const { png } = await paint(words("A broad palm with long fingers"));
    expect(await sharp(png).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
    expect(png.byteLength).toBeLessThan(60_000);
  });

  test.each([
    ["a long headline", "A broad palm with long fingers and much more to say ".repeat(6)],
    ["one endless word", "Palm".repeat(60)],
    ["what looks like markup", "<b>Tom & Jerry</b> &amp; <script>"],
  ])("keeps %s within its box", async (_, text) => {
    const ink = await inkOf((await paint(words(text))).png);
    if (!ink) throw new Error("nothing was written");
    expect(ink.left).toBeGreaterThanOrEqual(box.left - 2);
    expect(ink.top).toBeGreaterThanOrEqual(box.top - 2);
    expect(ink.left + ink.width).toBeLessThanOrEqual(box.left + box.width + 2);
    expect(ink.top + ink.height).toBeLessThanOrEqual(box.top + box.height + 2);
  });

  test("is written in Hindi where the machine has the letters, and stays without words where it has not", async () => {
    const text = "चौड़ी हथेली, लंबी उँगलियाँ";
    const ink = await inkOf((await paint(words(text))).png);
    expect(ink !== null).toBe(await hasLettersFor(text));
  });

  test("is painted once for the same words, and has a tag of its own for others", async () => {
    const [first, again, other] = await Promise.all([
      paint(words("one")),
      paint(words("one")),
      paint(words("two")),
    ]);
    expect(again.png).toBe(first.png);
    expect(other.etag).not.toBe(first.etag);
  });

  test("is refused when too many wait, and made when fewer do", async () => {
    const busy = createCardPainter({ mostWaiting: 2 });
    const ask = (n: number) => busy.paint({ svg: paper, texts: [words(`number ${n}`)] });
    const settled = await Promise.allSettled([1, 2, 3].map(ask));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(settled[2]).toMatchObject({ reason: { code: "service.unavailable" } });
    expect((await ask(3)).png.byteLength).toBeGreaterThan(0);
  });
});
