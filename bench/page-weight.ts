import { type CDPSession, chromium, type Page } from "@playwright/test";
import { provideChromium } from "#services/provide-chromium.ts";
import { startProduct } from "#tests/support/product.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";

/**
 * What each page of a first visit costs: bytes over the wire as compressed, headers included, and requests, with an
 * empty cache each time.
 */
const { executablePath, args } = provideChromium((line) => console.log(line));
const browser = await chromium.launch({ executablePath, args: [...args] });
await using product = await startProduct({ worker: false });
const rows: Record<string, unknown>[] = [];

for (const [language, prefix] of [
  ["en", ""],
  ["hi", "/hi"],
] as const) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const meter = await createMeter(page);

  await meter.measure(`landing ${language}`, () => page.goto(`${product.url}${prefix || "/"}`));
  await meter.measure(`upload ${language}`, () =>
    page.goto(`${product.url}${prefix}/analyses/new`),
  );
  await page.locator("#left_image-gallery").setInputFiles({
    name: "palm.jpg",
    mimeType: "image/jpeg",
    buffer: await drawHand(),
  });
  await page.locator("button[type=submit]").click();
  await page.waitForURL(/analyses\/[0-9a-f-]{36}/);
  const address = page.url();
  await meter.measure(`waiting ${language}`, () => page.goto(address));
  product.startWorker();
  await page.locator("h1.headline").waitFor({ timeout: 60_000 });
  product.worker().kill("SIGTERM");
  await meter.measure(`summary ${language}`, async () => {
    await page.goto(address);
    await page.locator("footer").scrollIntoViewIfNeeded();
  });
  await page.goto(`${product.url}${prefix}/register?next=${new URL(address).pathname}`);
  await page.locator("#email").fill(`weight-${language}@example.org`);
  await page.locator("#password").fill("a quiet evening by the river");
  await page.locator("main button[type=submit]").click();
  await page.locator("#hand_profile").waitFor();
  await meter.measure(`report ${language}`, async () => {
    await page.goto(address);
    await page.locator("footer").scrollIntoViewIfNeeded();
  });
  await meter.measure(`glossary ${language}`, () => page.goto(`${product.url}${prefix}/glossary`));
  await context.close();
}

console.table(rows);
await browser.close();

async function createMeter(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const kinds = new Map<string, string>();
  let bytes: Record<string, number> = {};
  let requests = 0;
  session.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    if (!request.url.startsWith("http")) return;
    requests += 1;
    kinds.set(requestId, type ?? "Other");
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind !== undefined) bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  return {
    async measure(name: string, visit: () => Promise<unknown>) {
      bytes = {};
      requests = 0;
      await visit();
      // The waiting page's event stream never ends by itself.
      await page.waitForLoadState("load");
      await page.waitForTimeout(1_000);
      const total = Object.values(bytes).reduce((sum, value) => sum + value, 0);
      rows.push({
        page: name,
        requests,
        total,
        html: bytes["Document"] ?? 0,
        script: bytes["Script"] ?? 0,
        image: bytes["Image"] ?? 0,
      });
    },
  };
}
