import { findFreePort } from "#services/free-port.ts";
import { startCaddy } from "#tests/support/caddy.ts";
import { startProduct } from "#tests/support/product.ts";
import { expect, test } from "./fixtures.ts";

test("the journey works through Caddy, with live progress", async ({ page, photos }) => {
  const program = process.env["CADDY_PATH"] ?? "";
  test.skip(program === "", "there is no Caddy on this machine");
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  await using product = await startProduct({ env: { APP_ORIGIN: origin } });
  await using _caddy = await startCaddy(program, { port, upstream: new URL(product.url).host });

  await page.goto(`${origin}/analyses/new`);
  await page.locator("#left_image-gallery").setInputFiles(photos.left);
  await page.getByRole("button", { name: "Read my palm" }).click();
  await expect(page.getByText("We saw your left palm.")).toBeVisible({ timeout: 30_000 });

  const asset = await page.request.get(`${origin}/analyses/new`).then(async (response) => {
    const [address = ""] = /\/assets\/upload-form[^"]+/.exec(await response.text()) ?? [];
    return page.request.get(origin + address);
  });
  expect(asset.headers()["cache-control"]).toContain("immutable");
  expect(asset.headers()["x-content-type-options"]).toBe("nosniff");
});
