import { expect, test } from "./fixtures.ts";

test("a large photo is made smaller before it travels, and shown at once", async ({
  page,
  photos,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, "the browser module is JavaScript");
  await page.goto("/analyses/new");
  const slot = page.locator("[data-slot=right]");
  await page.locator("#right_image").setInputFiles(photos.left);
  await page.locator("#right_image-gallery").setInputFiles({
    ...photos.right,
    buffer: await noisy(),
  });
  await expect(slot.getByRole("status")).toHaveText("Photo chosen.");
  await expect(slot.locator("img")).toBeVisible();
  // One photo for each hand: the gallery's replaced the camera's.
  const sizes = await slot
    .locator("input[type=file]")
    .evaluateAll((inputs) =>
      inputs.map((input) => (input as HTMLInputElement).files?.[0]?.size ?? 0),
    );
  expect(sizes[0]).toBe(0);
  expect(sizes[1]).toBeGreaterThan(10_000);
  expect(sizes[1]).toBeLessThan((await noisy()).byteLength / 2);
});

test("a file that is no photo is named before it is sent", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "the browser module is JavaScript");
  await page.goto("/analyses/new");
  await page.locator("#left_image-gallery").setInputFiles({
    name: "notes.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("not a photo at all"),
  });
  await expect(page.locator("[data-slot=left]").getByRole("status")).toContainText(
    "not a JPEG or PNG",
  );
});

/** A photo as heavy as a phone's: noise does not compress. */
async function noisy(): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 3000, height: 2200, channels: 3, background: "#888", noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
