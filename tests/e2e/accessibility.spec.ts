import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { axe, toLines, violationsOf } from "./violations-of.ts";

const pages = [
  "/",
  "/analyses/new",
  "/analyses",
  "/register",
  "/login",
  "/forgot-password",
  "/logout",
  "/about",
  "/glossary",
  "/privacy",
  "/terms",
  "/nothing-here",
];
const ownPages = ["/account", "/account/delete", "/analyses"];

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page breaks a rule of WCAG 2.2 AA in the ${colorScheme} theme`, async ({
    page,
    photos,
    javaScriptEnabled,
  }) => {
    test.skip(!javaScriptEnabled, "axe is JavaScript; it looks at both forms of each page");
    test.setTimeout(480_000);
    await page.emulateMedia({ colorScheme });
    // The dark theme has the same elements in other colours.
    const expectAccessible = colorScheme === "light" ? expectNoViolation : expectContrast;
    for (const prefix of ["", "/hi"]) {
      for (const path of pages) {
        await page.goto(prefix + (path === "/" && prefix !== "" ? "" : path));
        await expectAccessible(page);
      }
      await page.goto(`${prefix}/analyses/new`);
      await page.locator("button[type=submit]").click();
      await expect(page.locator(".problem")).toBeVisible();
      await expectAccessible(page);

      await page.goto(`${prefix}/analyses/new`);
      await page.locator("#left_image-gallery").setInputFiles(photos.left);
      await page.locator("button[type=submit]").click();
      await expect(page.locator("h1.headline")).toBeVisible();
      await expectAccessible(page);
      await expectNarrow(page);

      const address = new URL(page.url()).pathname;
      await page.goto(`${prefix}/register?next=${address}`);
      await page.locator("main button[type=submit]").click();
      await expect(page.locator(".problem")).toBeVisible();
      await expectAccessible(page);
      await page.locator("#email").fill(`axe-${colorScheme}${prefix.slice(1)}@example.org`);
      await page.locator("#password").fill("a quiet evening by the river");
      await page.locator("main button[type=submit]").click();
      await expect(page.locator("#hand_profile")).toBeVisible();
      await expectAccessible(page);
      await expectNarrow(page);
      await page.locator("#share summary").click();
      await page.locator("#share button").click();
      const shared = new URL(await page.locator("#share-address").inputValue()).pathname;
      for (const path of [...ownPages.map((own) => prefix + own), `${address}/edit`, shared]) {
        await page.goto(path);
        await expectAccessible(page);
      }
      await page.goto(`${prefix}/logout`);
      await page.locator("#confirm").click();
    }
  });
}

test("every page fits a screen of 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of [...pages, ...pages.map((path) => `/hi${path === "/" ? "" : path}`)]) {
    await page.goto(path);
    await expectNarrow(page);
  }
});

test("every button, link of the header and file input is tall enough for a thumb", async ({
  page,
}) => {
  await page.goto("/analyses/new");
  for (const target of await page
    .locator("header a, footer a, button, input[type=file], .choice")
    .all()) {
    const box = await target.boundingBox();
    expect(
      box?.height,
      await target.evaluate((element) => element.outerHTML),
    ).toBeGreaterThanOrEqual(48);
  }
});

test("public pages ship no framework and load from nowhere else", async ({ page, baseURL }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  for (const path of ["/", "/analyses/new", "/hi"]) await page.goto(path);
  expect(
    requests.filter((url) => url.startsWith("http") && !url.startsWith(baseURL ?? "")),
  ).toEqual([]);
  expect(requests.filter((url) => url.includes("/assets/")).length).toBeLessThanOrEqual(1);
  for (const url of requests.filter((address) => address.includes("/assets/"))) {
    expect((await (await page.request.get(url)).body()).byteLength).toBeLessThan(5_000);
  }
});

/** That nothing of the page lies beside a screen of 320 pixels. */
async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize();
  if (size?.width !== 320) await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.locator("html").evaluate((html) => html.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(320);
  if (size && size.width !== 320) await page.setViewportSize(size);
}

/** What a rule of axe has against the page as it is, and as a browser without JavaScript shows it. */
async function expectNoViolation(page: Page): Promise<void> {
  expect(await violationsOf(page), page.url()).toEqual([]);

  const html = await (await page.request.get(page.url())).text();
  const copy = await page.context().newPage();
  await copy.setContent(html.replace(/<\/?noscript>|<script[^]*?<\/script>/g, ""));
  expect(await violationsOf(copy), `${page.url()} without JavaScript`).toEqual([]);
  await copy.close();
}

async function expectContrast(page: Page): Promise<void> {
  const { violations } = await axe(page).withRules(["color-contrast"]).analyze();
  expect(toLines(violations), page.url()).toEqual([]);
}
