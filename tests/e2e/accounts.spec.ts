import type { Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { readFile } from "node:fs/promises";
import { findCredentials } from "#core/users/users.repo.ts";
import { openStage } from "#tests/support/actors.ts";
import { linkIn, startSmtpInbox } from "#tests/support/smtp-inbox.ts";
import { startProduct } from "#tests/support/product.ts";
import { expect, test } from "./fixtures.ts";

const password = "a quiet evening by the river";
let people = 0;
const newAddress = () => `reader-${process.pid}-${(people += 1)}@example.org`;

/** Sends a photo as a guest and waits for its summary. */
async function readPalm(page: Page, photo: Parameters<Page["setInputFiles"]>[1], prefix = "") {
  await page.goto(`${prefix}/analyses/new`);
  await page.locator("#left_image-gallery").setInputFiles(photo);
  await page.locator("main button[type=submit]").click();
  await expect(page.locator("h1.headline")).toBeVisible({ timeout: 30_000 });
}

async function fillIn(page: Page, email: string, secret: string): Promise<void> {
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(secret);
  await page.locator("main button[type=submit]").click();
}

async function register(page: Page, email: string, prefix = ""): Promise<void> {
  await page.goto(`${prefix}/register`);
  await fillIn(page, email, password);
  await expect(page).toHaveURL(/\/analyses/);
}

test("a guest reads the summary, makes an account at the gate, and is in the full report", async ({
  page,
  photos,
}) => {
  await readPalm(page, photos.left);
  const address = new URL(page.url()).pathname;
  await expect(page.getByRole("heading", { name: "The full report" })).toBeVisible();
  await page.getByRole("link", { name: "Make a free account" }).click();

  const email = newAddress();
  await fillIn(page, email, "password1");
  await expect(page).toHaveTitle(/^Error: Make an account/);
  await expect(page.locator(".problem")).toBeFocused();
  await expect(page.locator("#password-error")).toContainText("attackers try");
  await expect(page.locator("#email")).toHaveValue(email);
  await expect(page.locator("#password")).toHaveValue("");

  await fillIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.getByRole("heading", { name: "The full report" })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect(page.locator("#hand_profile")).toBeVisible();
  await expect(page.getByText("It is deleted, with its photos")).toHaveCount(0);

  await page.getByRole("link", { name: "My readings" }).click();
  await expect(page.locator(".readings li")).toHaveCount(1);
  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Log out", exact: true }).click();
  await expect(page).toHaveURL(/\/$/);
  expect((await page.goto(address))?.status()).toBe(404);

  await page.goto(`/login?next=${encodeURIComponent(address)}`);
  await fillIn(page, email, "not the password");
  await expect(page.locator(".problem")).toContainText("do not fit together");
  await expect(page.locator("#email")).toHaveValue(email);
  await fillIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.locator("#hand_profile")).toBeVisible();
});

test("the same in Hindi, with the other way in at the gate", async ({ page, photos }) => {
  const email = newAddress();
  await register(page, email, "/hi");
  await page.goto("/hi/logout");
  await page.locator("#confirm").click();
  await readPalm(page, photos.left, "/hi");
  await page.getByRole("link", { name: "खाता है: लॉग इन कीजिए" }).click();
  await fillIn(page, email, password);
  await expect(page).toHaveURL(/\/hi\/analyses\/[0-9a-f-]{36}$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
  await expect(page.locator("#hand_profile")).toBeVisible();
});

test("a reading is renamed, taken along in an archive, and deleted", async ({ page, photos }) => {
  await readPalm(page, photos.left);
  const address = new URL(page.url()).pathname;
  await register(page, newAddress());

  await page.goto(`${address}/edit`);
  await page.locator("#label").fill("for my grandmother");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByText("for my grandmother").first()).toBeVisible();

  await page.goto("/account");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download everything (ZIP)" }).click();
  const archive = unzipSync(await readFile(await (await downloading).path()));
  const names = Object.keys(archive);
  const data = JSON.parse(strFromU8(archive["export.json"] ?? new Uint8Array())) as {
    analyses: { label: string }[];
  };
  expect(data.analyses).toMatchObject([{ label: "for my grandmother" }]);
  expect(names.filter((name) => name.endsWith(".jpg"))).toHaveLength(1);
  const html = names.find((name) => name.startsWith("readings/")) ?? "";
  expect(strFromU8(archive[html] ?? new Uint8Array())).toContain("for my grandmother");

  await page.goto(`${address}/edit`);
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page.getByRole("status")).toContainText("are deleted");
  await expect(page.locator(".readings li")).toHaveCount(0);
  expect((await page.goto(address))?.status()).toBe(404);
});

test("an account is deleted after its password, and is gone", async ({ page }) => {
  const email = newAddress();
  await register(page, email);
  await page.goto("/account/delete");
  await page.locator("#current_password").fill("not it");
  await page.getByRole("button", { name: "Delete everything now" }).click();
  await expect(page.locator("#current_password-error")).toContainText("not your password");
  await page.locator("#current_password").fill(password);
  await page.getByRole("button", { name: "Delete everything now" }).click();
  await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await page.goto("/login");
  await fillIn(page, email, password);
  await expect(page.locator(".problem")).toContainText("do not fit together");
});

test("the list goes on on a second page", async ({ page, product }) => {
  const email = newAddress();
  await register(page, email);
  const stage = await openStage(product);
  const user = (await findCredentials(stage.db, email))?.user;
  for (let n = 0; n < 7; n += 1) await stage.reading({ kind: "user", id: user?.id ?? "" });
  await stage[Symbol.asyncDispose]();

  await page.goto("/analyses");
  await expect(page.locator(".readings li")).toHaveCount(5);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator(".readings li")).toHaveCount(2);
  await expect(page.getByText("Page 2 of 2")).toBeVisible();
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(page.locator(".readings li")).toHaveCount(5);
});

test("an address is confirmed and a forgotten password set anew, by real mails", async ({
  page,
}) => {
  await using inbox = await startSmtpInbox();
  await using product = await startProduct({ env: { SMTP_URL: inbox.url } });
  const at = (path: string) => product.url + path;
  const email = newAddress();
  await page.goto(at("/register"));
  await fillIn(page, email, password);
  await expect(page).toHaveURL(/\/analyses/);

  await page.goto(linkIn(await inbox.waitFor(email)));
  await page.getByRole("button", { name: "Yes, it is mine" }).click();
  await expect(page.getByRole("status")).toContainText("confirmed");
  await page.getByRole("button", { name: "Log out", exact: true }).click();

  await page.goto(at("/login"));
  await page.getByRole("link", { name: "I forgot my password" }).click();
  await page.locator("#email").fill(email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();

  const link = linkIn(await inbox.waitFor(email, 1));
  await page.goto(link);
  await page.locator("#new_password").fill("short");
  await page.getByRole("button", { name: "Set this password" }).click();
  await expect(page.locator("#new_password-error")).toContainText("at least 8");
  await page.locator("#new_password").fill("a morning on the hill");
  await page.getByRole("button", { name: "Set this password" }).click();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();

  expect((await page.goto(link))?.status()).toBe(404);
  await expect(page.getByText("has been used or is too old")).toBeVisible();
});

test("a token is shown once, and a device is logged out from another", async ({
  page,
  browser,
  baseURL,
}) => {
  const email = newAddress();
  await register(page, email);
  const other = await browser.newPage();
  await other.goto(`${baseURL}/login`);
  await fillIn(other, email, password);
  await expect(other).toHaveURL(/\/analyses/);

  await page.goto("/account");
  await page.locator("#name").fill("my script");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.locator("code").first()).toHaveText(/^hr_[\w-]{32}$/);
  await page.goto("/account");
  await expect(page.getByText(/hr_[\w-]{32}/)).toHaveCount(0);

  await page.getByRole("button", { name: "Log out everywhere else" }).click();
  await expect(page.getByRole("status")).toContainText("Every other device");
  await other.goto(`${baseURL}/account`);
  await expect(other).toHaveURL(/\/login/);
  await other.close();
});
