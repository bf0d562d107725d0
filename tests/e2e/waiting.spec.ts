import { startProduct } from "#tests/support/product.ts";
import { expect, test } from "./fixtures.ts";

/** A product whose worker sleeps, so that the waiting page stays. */
test("the waiting page follows the real stages and ends by itself", async ({
  page,
  photos,
  javaScriptEnabled,
}) => {
  await using product = await startProduct({ worker: false });
  await page.goto(`${product.url}/analyses/new`);
  await page.locator("#left_image-gallery").setInputFiles(photos.left);
  await page.getByRole("button", { name: "Read my palm" }).click();

  await expect(page.getByRole("heading", { name: "Reading your palm" })).toBeVisible();
  await expect(page.locator("[aria-current=step]")).toContainText("Photo received");
  await expect(page.getByRole("status")).toHaveText(/has arrived/);
  await expect(page.getByRole("link", { name: "Check again" })).toBeVisible();

  if (!javaScriptEnabled) {
    await page.getByRole("link", { name: "Stop that" }).click();
    await expect(page).toHaveURL(/auto=0/);
    await expect(page.locator("noscript meta[http-equiv=refresh]")).toHaveCount(0);
    expect(await page.content()).not.toContain('http-equiv="refresh"');
    await page.getByRole("link", { name: "Let it look by itself" }).click();
  }
  product.startWorker();
  await expect(page.getByText("We saw your left palm.")).toBeVisible({ timeout: 30_000 });
});

test("the page works when its scripts never arrive", async ({ page, photos }) => {
  await page.route("**/assets/**", (route) => route.abort());
  await page.goto("/analyses/new");
  await page.locator("#left_image-gallery").setInputFiles(photos.left);
  await page.getByRole("button", { name: "Read my palm" }).click();
  await expect(async () => {
    const again = page.getByRole("link", { name: "Check again" });
    // The reading may be done between the look and the tap; then the next round sees it.
    if (await again.isVisible()) await again.click({ timeout: 1_000 });
    await expect(page.getByText("We saw your left palm.")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
});
