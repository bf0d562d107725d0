import { test as base } from "@playwright/test";
import { type Product, startProduct } from "#tests/support/product.ts";
import { drawHand, drawLandscape } from "#tests/support/synthetic-hand.ts";

export type UploadFile = {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
};

type Photos = Readonly<Record<"left" | "right" | "landscape" | "heic", UploadFile>>;

/** One product for all journeys of a Playwright worker, and photos to send. */
export const test = base.extend<object, { product: Product; photos: Photos }>({
  product: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures off this pattern
    async ({}, use) => {
      await using product = await startProduct();
      await use(product);
    },
    { scope: "worker" },
  ],
  photos: [
    // eslint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const jpeg = (name: string, buffer: Buffer) => ({ name, mimeType: "image/jpeg", buffer });
      await use({
        left: jpeg("left.jpg", await drawHand({ hand: "left" })),
        right: jpeg("right.jpg", await drawHand({ hand: "right", width: 3000, height: 4000 })),
        landscape: jpeg("hills.jpg", await drawLandscape()),
        heic: {
          name: "IMG_0001.HEIC",
          mimeType: "image/heic",
          buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic and then much more"),
        },
      });
    },
    { scope: "worker" },
  ],
  baseURL: async ({ product }, use) => use(product.url),
});

export { expect } from "@playwright/test";
