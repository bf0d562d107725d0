import { expect, test } from "./fixtures.ts";

test("sending nothing says so first, with the focus on it, and links to the field", async ({
  page,
}) => {
  await page.goto("/analyses/new");
  await page.getByRole("radio", { name: "Left" }).check();
  await page.getByLabel("A name for this reading").fill("for me");
  await page.getByRole("button", { name: "Read my palm" }).click();

  await expect(page).toHaveTitle(/^Error: Send a photo/);
  await expect(page.locator(".problem")).toBeFocused();
  await page.getByRole("link", { name: "Choose a photo of at least one palm." }).click();
  await expect(page.locator("#left_image")).toBeFocused();
  await expect(page.getByRole("radio", { name: "Left" })).toBeChecked();
  await expect(page.getByLabel("A name for this reading")).toHaveValue("for me");
});

test("an iPhone's HEIC photo is called by its name, with what to do", async ({ page, photos }) => {
  await page.goto("/hi/analyses/new");
  await page.getByLabel("इस सार का कोई नाम").fill("माँ");
  await page.locator("#right_image-gallery").setInputFiles(photos.heic);
  await page.getByRole("button", { name: "मेरी हथेली देखिए" }).click();

  await expect(page.locator(".problem")).toContainText("HEIC");
  await expect(page.locator("#right_image-error")).toContainText("Most Compatible");
  await expect(page.getByLabel("इस सार का कोई नाम")).toHaveValue("माँ");
});

test("two photos for one hand are told apart from two hands", async ({ page, photos }) => {
  await page.goto("/analyses/new");
  const csrf = await page.locator("input[name=csrf]").inputValue();
  const response = await page.request.post("/analyses/new", {
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
    data: Buffer.concat([
      Buffer.from(`--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${csrf}\r\n`),
      ...["a", "b"].flatMap((name) => [
        Buffer.from(
          `--x\r\nContent-Disposition: form-data; name="left_image"; filename="${name}.jpg"\r\n\r\n`,
        ),
        photos.left.buffer,
        Buffer.from("\r\n"),
      ]),
      Buffer.from("--x--\r\n"),
    ]),
  });
  expect(response.status()).toBe(422);
  expect(await response.text()).toContain("two photos for the same hand");
});

test("a photo over the limit is refused with words, not with a broken connection", async ({
  page,
  photos,
}) => {
  await page.goto("/analyses/new");
  // A JPEG whose picture data goes on and on.
  const endless = Buffer.alloc(16 * 1024 * 1024);
  photos.left.buffer.copy(endless, 0, 0, photos.left.buffer.byteLength - 2);
  await page.locator("#left_image-gallery").setInputFiles({ ...photos.left, buffer: endless });
  await page.getByRole("button", { name: "Read my palm" }).click();
  await expect(page.locator(".problem")).toContainText("larger than 15 MB");
});

test("a form that another site sends is refused with a readable page", async ({ page, photos }) => {
  const response = await page.request.post("/analyses/new", {
    headers: { Origin: "https://elsewhere.example" },
    multipart: { left_image: photos.left },
  });
  expect(response.status()).toBe(403);
  expect(await response.text()).toContain("a page of another site");
});
