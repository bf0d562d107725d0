import { expect, test } from "./fixtures.ts";

const readingAddress = /\/analyses\/[0-9a-f-]{36}/;

test("a photo of the left hand ends in its summary", async ({ page, photos }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Read my palm" }).first().click();
  await page.getByRole("radio", { name: "Right" }).check();
  await page.getByLabel("A name for this reading").fill("for my mother");
  await page.locator("#left_image-gallery").setInputFiles(photos.left);
  await page.getByRole("button", { name: "Read my palm" }).click();

  await expect(page).toHaveURL(readingAddress);
  await expect(page.getByText("Reading: for my mother")).toBeVisible();
  await expect(page.getByText("We saw your left palm.")).toBeVisible();
  await expect(page.getByText("not the hand you write with")).toBeVisible();
  await expect(page.getByText("Read by our built-in reader")).toBeVisible();
  const photo = page.getByRole("img", { name: "Your left palm, as you sent it" });
  await photo.scrollIntoViewIfNeeded();
  await expect
    .poll(() => photo.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(100);

  const saving = { headers: { "Save-Data": "on" } };
  const withoutPhoto = await (await page.request.get(page.url(), saving)).text();
  expect(withoutPhoto).not.toContain("<img");
  const shown = new URL("?photo=shown", page.url()).href;
  const asked = await (await page.request.get(shown, saving)).text();
  expect(asked).toContain("<img");

  await page.getByRole("link", { name: "हिन्दी" }).click();
  await expect(page.getByText("हमने आपकी बाईं हथेली देखी।")).toBeVisible();
});

test("both hands are read together, in Hindi", async ({ page, photos }) => {
  await page.goto("/hi/analyses/new");
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
  await page.locator("#left_image").setInputFiles(photos.left);
  await page.locator("#right_image").setInputFiles(photos.right);
  await page.getByRole("button", { name: "मेरी हथेली देखिए" }).click();

  await expect(page).toHaveURL(/\/hi\/analyses\//);
  await expect(page.getByText(/^हमने आपकी दोनों हथेलियाँ देखीं/)).toBeVisible();
  await expect(page.getByRole("img")).toHaveCount(2);
});

test("a picture without a hand ends with the reason, a tip and a way to try again", async ({
  page,
  photos,
}) => {
  await page.goto("/analyses/new");
  await page.locator("#right_image-gallery").setInputFiles(photos.landscape);
  await page.getByRole("button", { name: "Read my palm" }).click();

  await expect(page.getByRole("heading", { name: "We could not read this photo" })).toBeVisible();
  await expect(page.getByText("We could not find an open hand")).toBeVisible();
  await expect(page.getByText("This did not cost you anything.")).toBeVisible();
  await page.getByRole("link", { name: "Try with another photo" }).click();
  await expect(page.getByRole("heading", { name: "Send a photo of your palm" })).toBeVisible();
});

test("the same reading opens again at its address, and in nobody else's browser", async ({
  page,
  photos,
  browser,
  baseURL,
}) => {
  await page.goto("/analyses/new");
  await page.locator("#left_image-gallery").setInputFiles(photos.left);
  await page.getByRole("button", { name: "Read my palm" }).click();
  await expect(page.getByText("We saw your left palm.")).toBeVisible();
  const address = new URL(page.url()).pathname;

  await page.goto("/");
  await page.goto(address);
  await expect(page.getByText("We saw your left palm.")).toBeVisible();

  const stranger = await browser.newPage();
  for (const path of [address, `${address}/photos/left`, `${address}/events`, `/hi${address}`]) {
    const response = await stranger.goto(`${baseURL}${path}`);
    expect(response?.status(), path).toBe(404);
  }
  await stranger.goto(`${baseURL}${address}`);
  await expect(stranger.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await stranger.close();
});

test("a form that is sent twice makes one reading", async ({ page, photos }) => {
  await page.goto("/analyses/new");
  const csrf = await page.locator("input[name=csrf]").inputValue();
  const key = await page.locator("input[name=form_key]").inputValue();
  const send = () =>
    page.request.post("/analyses/new", {
      multipart: { csrf, form_key: key, left_image: photos.left },
      maxRedirects: 0,
    });
  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();

  expect(first.status()).toBe(303);
  expect(second.headers()["location"]).toBe(first.headers()["location"]);
  expect(third.headers()["location"]).toBe(first.headers()["location"]);
});
