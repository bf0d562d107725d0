import { Redis } from "ioredis";
import { createQueue } from "#queue/queue.ts";
import { openStage } from "#tests/support/actors.ts";
import { expect, test } from "./fixtures.ts";
import { violationsOf } from "./violations-of.ts";

test("an admin watches the streams, and every action asks first and says what it did", async ({
  page,
  context,
  product,
  photos,
  javaScriptEnabled,
}) => {
  test.setTimeout(180_000);
  await using stage = await openStage(product);
  const admin = await stage.user("admin", "admin");
  const redis = new Redis(`${product.redisUrl}/1`);
  const queue = createQueue({ redis, name: "analyses" });

  // For everybody else there is nothing.
  expect((await page.goto("/admin/tail"))?.status()).toBe(404);
  const [name = "", ...value] = (admin.headers["Cookie"] ?? "").split("=");
  await context.addCookies([{ name, value: value.join("="), url: product.url }]);

  // A photo whose file is gone becomes a dead letter.
  const dead = await stage.reading({ kind: "user", id: admin.user?.id ?? "" });
  await stage.db
    .updateTable("photos")
    .set({ storage_key: null, incoming_key: `incoming/${dead.id}` })
    .where("analysis_id", "=", dead.id)
    .execute();
  await stage.db
    .updateTable("analyses")
    .set({ status: "queued" })
    .where("id", "=", dead.id)
    .execute();
  await queue.enqueue(dead.id, { user: "somebody" });

  await page.goto("/admin");
  await page.locator("section").getByRole("link", { name: "Readings", exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/streams\/analyses$/);
  await page.getByRole("link", { name: "Pause" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pause “Readings”?");
  await page.getByRole("link", { name: "Leave it as it is" }).click();
  await page.getByRole("link", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.locator(".note[role=status]")).toHaveText("The stream is paused.");
  await page.getByRole("link", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.locator(".note[role=status]")).toHaveText("The stream goes on.");

  await expect(async () => {
    await page.goto("/admin/dead-letters");
    await expect(page.getByText(dead.id)).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole("link", { name: "Try again" }).first().click();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator(".problem")).toContainText("The photos of this reading are gone");
  await page.goto("/admin/dead-letters");
  await page.getByRole("link", { name: "Drop it" }).first().click();
  await page.getByRole("button", { name: "Drop it" }).click();
  await expect(page.locator(".note[role=status]")).toHaveText("The job is dropped.");
  await page.goto(`/admin/analyses/${dead.id}`);
  await expect(page.getByText("Nothing. It has ended.")).toBeVisible();
  await page.goto("/admin");
  await expect(page.getByRole("table", { name: "What admins did" })).toContainText("Stream paused");

  await page.goto("/admin/tail");
  const rows = page.locator("tbody tr");
  await expect(rows.filter({ hasText: dead.id }).first()).toBeVisible();
  if (javaScriptEnabled) {
    await expect(page.locator("[data-follow] [role=status]")).toHaveText("Live");
    await page.getByRole("button", { name: "Hold the list" }).click();
  } else await expect(page.locator("noscript a")).toHaveText("Stop that");
  const sent = await page.request.post("/api/v1/analyses", {
    headers: { "X-CSRF-Token": admin.csrf ?? "" },
    multipart: { left_image: photos.left },
  });
  const { analysis_id: id } = (await sent.json()) as { analysis_id: string };
  if (javaScriptEnabled) {
    await expect(page.locator("[data-follow] [role=status]")).toContainText("Held");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(rows.filter({ hasText: id }).first()).toBeVisible();
  } else {
    // It does so by itself.
    await expect(rows.filter({ hasText: id }).first()).toBeVisible({ timeout: 30_000 });
  }
  await page.getByLabel("Id of a job or a reading").fill(id);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(rows.first()).toContainText(id);
  await expect(rows.filter({ hasText: dead.id })).toHaveCount(0);
  await rows.first().getByRole("link", { name: id }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Reading ${id}`);

  if (javaScriptEnabled) {
    for (const prefix of ["", "/hi"]) {
      for (const path of [
        ...["/admin", "/admin/streams/analyses", "/admin/dead-letters", "/admin/tail"],
        ...[`/admin/analyses/${id}`, "/admin/streams/analyses/drain"],
      ]) {
        await page.goto(prefix + path);
        expect(await violationsOf(page), prefix + path).toEqual([]);
      }
    }
  }
  redis.disconnect();
});
