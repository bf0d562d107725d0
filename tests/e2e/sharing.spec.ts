import { findCredentials } from "#core/users/users.repo.ts";
import { openStage } from "#tests/support/actors.ts";
import { expect, test } from "./fixtures.ts";

let people = 0;

test("a summary is shown by a link, which opens nothing once it is taken back", async ({
  page,
  browser,
  product,
}) => {
  const email = `shows-${process.pid}-${(people += 1)}@example.org`;
  await page.goto("/register");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill("a quiet evening by the river");
  await page.locator("main button[type=submit]").click();
  await expect(page).toHaveURL(/\/analyses/);
  const stage = await openStage(product);
  const { id = "" } = (await findCredentials(stage.db, email))?.user ?? {};
  const reading = await stage.reading({ kind: "user", id });
  await stage[Symbol.asyncDispose]();

  await page.goto(`/analyses/${reading.id}`);
  await page.getByText("Show it to somebody").click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByRole("status")).toContainText("The link is made");
  const address = await page.getByLabel("The link to your summary").inputValue();
  const path = new URL(address).pathname;

  const stranger = await browser.newPage({ baseURL: product.url });
  await stranger.goto(path);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("A steady hand");
  await expect(stranger.locator("main img")).toHaveCount(0);
  await stranger.getByRole("link", { name: "हिन्दी" }).click();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("A steady hand");
  await stranger.getByRole("link", { name: "मेरी हथेली देखिए" }).click();
  await expect(stranger).toHaveURL(/\/hi\/analyses\/new$/);

  await page.goto(`/analyses/${reading.id}`);
  await page.getByRole("button", { name: "Yes: Summary of your palm" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you.");
  await expect(page.getByRole("button", { name: "Yes: Summary of your palm" })).toBeInViewport();
  await expect(page.getByRole("button", { pressed: true })).toHaveCount(1);

  await page.getByRole("button", { name: "Take the link back" }).click();
  await expect(page.getByRole("status")).toContainText("opens nothing any more");
  expect((await stranger.goto(path))?.status()).toBe(404);
  await expect(stranger.getByText("This link opens nothing.")).toBeVisible();
  await stranger.close();
});
