import type { Page } from "@playwright/test";
import { type Actor, openStage, type Stage } from "#tests/support/actors.ts";
import { createAnswerWriter } from "#tests/support/answer-writer.ts";
import { finishAnswer, givenConversation, givenReport } from "#tests/support/given-conversation.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { expect, test } from "./fixtures.ts";
import { violationsOf } from "./violations-of.ts";

/** A product whose worker sleeps: the answers are written here, as slowly as a journey needs. */
let product: Product;
let stage: Stage;
let writer: ReturnType<typeof createAnswerWriter>;
test.beforeAll(async () => {
  product = await startProduct({ worker: false });
  stage = await openStage(product);
  writer = createAnswerWriter(product, stage.db);
});
test.afterAll(async () => {
  await writer[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

const suggestion = "What does my heart line say?";

/** A browser that is logged in to an account with a finished report. */
async function givenReader(page: Page, on = { product, stage }) {
  const user: Actor = await on.stage.user("userOwner");
  const [name = "", value = ""] = (user.headers["Cookie"] ?? "").split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url: on.product.url }]);
  const { report } = sampleAnswer({ language: "en", slots: ["left"] });
  const analysis = await givenReport(on.stage.db, {
    userId: user.owner?.id ?? "",
    reading: { report: report && { ...report, suggested_questions: [suggestion] } },
  });
  return { analysis, report: `${on.product.url}/analyses/${analysis.id}` };
}

/** A conversation with so many answered questions. */
async function givenTalk(page: Page, questions: number) {
  const reader = await givenReader(page);
  const { conversation } = await givenConversation(stage.db, {
    analysis: reader.analysis,
    message: "Question 1",
  });
  await finishAnswer(stage.db, conversation.id, { answer: "Answer 1" });
  const first = await stage.db
    .selectFrom("replies")
    .selectAll()
    .where("conversation_id", "=", conversation.id)
    .executeTakeFirstOrThrow();
  for (let turn = 2; turn <= questions; turn += 1) {
    await stage.db
      .insertInto("replies")
      .values({
        ...first,
        id: `${first.id}-${turn}`,
        question_id: `${first.question_id}-${turn}`,
        client_key: `key-${turn}`,
        turn,
        question: `Question ${turn}`,
        answer: `Answer ${turn}`,
      })
      .execute();
  }
  return { ...reader, address: `${product.url}/conversations/${conversation.id}` };
}

const idOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";
const answers = (page: Page) => page.locator(".answer .said");
const countQuestions = async (id: string) =>
  (await stage.db.selectFrom("replies").select("id").where("conversation_id", "=", id).execute())
    .length;

for (const { prefix, ask, next, question } of [
  { prefix: "", ask: "Ask", next: "Ask something else", question: "And my head line?" },
  { prefix: "/hi", ask: "पूछिए", next: "कुछ और पूछिए", question: "और मेरी मस्तिष्क रेखा?" },
]) {
  test(`a question of the reading is asked, watched, looked at again, and followed by another${prefix}`, async ({
    page,
    javaScriptEnabled,
  }) => {
    const { analysis } = await givenReader(page);
    await page.goto(`${product.url}${prefix}/analyses/${analysis.id}`);
    await page.getByRole("button", { name: suggestion }).click();
    await expect(page).toHaveURL(/\/conversations\/[0-9a-f-]{36}(\?seen)?#latest$/);
    await expect(page.locator("h1")).toHaveText(suggestion);
    await expect(page.locator(".asked p")).toHaveText(suggestion);

    const answer = await writer.begin(idOf(page));
    await answer.say("It is **long**. It cur");
    if (javaScriptEnabled) {
      await expect(answers(page)).toHaveText("It is long. It cur");
      await expect(page.locator(".said > span:not([aria-hidden])")).toHaveText("It is long. ");
      await page.reload();
      await expect(answers(page)).toHaveText("It is long. It cur");
      const tab = await page.context().newPage();
      await tab.goto(page.url());
      await answer.say("ves to the [index finger](#fingers).");
      for (const each of [page, tab]) {
        await expect(answers(each)).toHaveText("It is long. It curves to the index finger.");
      }
      await tab.close();
    } else {
      await answer.say("ves to the [index finger](#fingers).");
      await expect(page.getByRole("link", { name: /^(Continue|आगे देखिए)$/ })).toBeVisible();
    }
    await answer.end();
    await expect(page.locator(".said strong")).toHaveText("long");
    await expect(answers(page)).toHaveText("It is long. It curves to the index finger.");
    await expect(page.locator(".said a")).toHaveAttribute(
      "href",
      `${prefix}/analyses/${analysis.id}#fingers`,
    );

    await page.getByLabel(next).fill(question);
    await page.getByRole("button", { name: ask, exact: true }).click();
    await expect(page.locator(".asked p")).toHaveText([suggestion, question]);
    await (await writer.begin(idOf(page))).end({ answer: "It is straight." });
    await expect(answers(page)).toHaveText([/curves/, "It is straight."]);

    await page.goto(`${product.url}${prefix}/analyses/${analysis.id}`);
    await page.getByRole("link", { name: suggestion, exact: true }).click();
    await expect(answers(page)).toHaveCount(2);
  });
}

test("the built-in reader answers, says what it is, and leads to what it rests on", async ({
  page,
  product: awake,
}) => {
  const awakeStage = await openStage(awake);
  const { report } = await givenReader(page, { product: awake, stage: awakeStage });
  await awakeStage[Symbol.asyncDispose]();
  await page.goto(report);
  await page.getByRole("button", { name: suggestion }).click();
  await expect(page.locator(".answer")).toContainText("our own program");
  await page.locator(".said a", { hasText: "heart line" }).click();
  await expect(page).toHaveURL(`${report}#line-heart`);
  await expect(page.locator("#line-heart")).toBeInViewport();
});

test("a double tap, and the same form once more later, ask one question", async ({ page }) => {
  const { report } = await givenReader(page);
  await page.goto(`${report}/conversations`);
  await page.getByLabel("Your own question").fill("What of my heart line?");
  await page.getByRole("button", { name: "Ask", exact: true }).dblclick();
  await expect(page.locator(".asked p")).toHaveText("What of my heart line?");
  const id = idOf(page);
  await (await writer.begin(id)).end({ answer: "It curves." });
  await expect(answers(page)).toHaveText("It curves.");

  await page.getByLabel("Ask something else").fill("And then?");
  await page.getByRole("button", { name: "Ask", exact: true }).dblclick();
  await expect(page.locator(".asked p")).toHaveCount(2);
  await (await writer.begin(id)).end({ answer: "That is all." });
  await expect(answers(page)).toHaveText(["It curves.", "That is all."]);
  expect(await countQuestions(id)).toBe(2);
  await page.goto(`${report}/conversations`);
  await expect(page.locator(".talks li")).toHaveCount(1);
});

test("two tabs ask at once: one question is taken, the other is kept to be sent later", async ({
  page,
}) => {
  const { address } = await givenTalk(page, 1);
  const tab = await page.context().newPage();
  for (const each of [page, tab]) {
    await each.goto(address);
    await each.getByLabel("Ask something else").fill("And my head line?");
  }
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.locator(".asked p")).toHaveCount(2);
  await tab.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(tab.locator(".problem")).toContainText("still being written");
  await expect(tab.getByLabel("Ask something else")).toHaveValue("And my head line?");
  await (await writer.begin(idOf(page))).end({ answer: "It is straight." });
  await expect(answers(page)).toHaveText(["Answer 1", "It is straight."]);
  expect(await countQuestions(idOf(page))).toBe(2);
});

test("an answer is stopped, and tried again", async ({ page, javaScriptEnabled }) => {
  const { address } = await givenTalk(page, 1);
  // Stays as it is without JavaScript, so that the button can be reached.
  await page.goto(address);
  await page.getByLabel("Ask something else").fill("And my head line?");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const answer = await writer.begin(idOf(page));
  await answer.say("It is straight, and then");
  if (javaScriptEnabled) await expect(answers(page).last()).toContainText("and then");
  else await page.goto(`${address}?auto=0`);
  await page.getByRole("button", { name: "Stop the answer" }).click();
  await expect(page.getByText("You stopped this answer here.")).toBeVisible();
  await expect(answers(page).last()).toHaveText("It is straight, and then");

  await page.getByRole("button", { name: "Try this answer again" }).click();
  await (await writer.begin(idOf(page), "2")).end({ status: "failed", answer: "" });
  await expect(page.locator(".answer .error")).toBeVisible();
  await page.getByRole("button", { name: "Try this answer again" }).click();
  await (await writer.begin(idOf(page), "3")).end({ answer: "It is straight." });
  await expect(answers(page).last()).toHaveText("It is straight.");
  expect(await countQuestions(idOf(page))).toBe(2);
});

test("a long conversation is read backwards, page by page", async ({ page }) => {
  const { address } = await givenTalk(page, 13);
  await page.goto(address);
  await expect(page.locator("[role=log] article")).toHaveCount(20);
  await expect(page.locator(".asked p").first()).toHaveText("Question 4");
  await expect(answers(page).last()).toHaveText("Answer 13");
  await page.getByRole("link", { name: "Older messages" }).click();
  await expect(page.locator("[role=log] article")).toHaveCount(6);
  await expect(page.locator(".asked p")).toHaveText(["Question 1", "Question 2", "Question 3"]);
  await expect(page.getByRole("link", { name: "Older messages" })).toHaveCount(0);
  await page.getByRole("link", { name: "Newest messages" }).click();
  await expect(answers(page).last()).toHaveText("Answer 13");
});

test("a question that is too long comes back as it was typed", async ({ page }) => {
  const { report } = await givenReader(page);
  await page.goto(`${report}/conversations`);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.locator("#message-error")).toHaveText("Please fill this in.");
  const long = "long ".repeat(401);
  await page.getByLabel("Your own question").fill(long);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.locator(".problem")).toBeFocused();
  await expect(page.locator("#message-error")).toHaveText("Use at most 2000 characters.");
  await expect(page.getByLabel("Your own question")).toHaveValue(long);
});

test("a conversation is renamed and deleted, and nobody else opens one after the logout", async ({
  page,
}) => {
  const { address, report } = await givenTalk(page, 1);
  await page.goto(address);
  await page.getByRole("link", { name: "Rename or delete" }).click();
  await page.getByLabel("Name of this conversation").fill("My heart");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.locator("h1")).toHaveText("My heart");

  await page.goto(`${product.url}/logout`);
  await page.locator("#confirm").click();
  expect((await page.goto(address))?.status()).toBe(404);

  const other = await givenTalk(page, 1);
  expect((await page.goto(address))?.status()).toBe(404);
  expect((await page.goto(`${report}/conversations`))?.status()).toBe(404);
  await page.goto(`${other.address}/edit`);
  await page.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page.getByRole("status")).toHaveText("The conversation is deleted.");
  await expect(page.locator(".talks")).toHaveCount(0);
  expect((await page.goto(other.address))?.status()).toBe(404);
});

test("the pages fit a screen of 320 pixels, whatever an answer looks like", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { address, report } = await givenTalk(page, 1);
  await stage.db
    .updateTable("replies")
    .set({ answer: `${"a".repeat(3_000)}\n\n- ${"क".repeat(500)}`, question: "b".repeat(2_000) })
    .where("conversation_id", "=", new URL(address).pathname.split("/").at(-1) ?? "")
    .execute();
  for (const url of [address, `${address}/edit`, `${report}/conversations`, report]) {
    for (const each of [url, url.replace(product.url, `${product.url}/hi`)]) {
      await page.goto(each);
      const width = await page.locator("html").evaluate((html) => html.scrollWidth);
      expect(width, each).toBeLessThanOrEqual(320);
    }
  }
});

test("an answer is reached when the page's scripts never arrive", async ({ page }) => {
  await page.route("**/assets/**", (route) => route.abort());
  const { address } = await givenTalk(page, 1);
  await page.goto(address);
  await page.getByLabel("Ask something else").fill("And my head line?");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const answer = await writer.begin(idOf(page));
  await page.goto(`${address}?auto=0`);
  await answer.end({ answer: "It is straight." });
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(answers(page).last()).toHaveText("It is straight.");
});

test("no page breaks a rule of WCAG 2.2 AA", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "axe is JavaScript");
  const { address, report } = await givenTalk(page, 2);
  await page.goto(address);
  await page.getByLabel("Ask something else").fill("And my head line?");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  const answer = await writer.begin(idOf(page));
  await answer.say("It is straight. ");
  await expect(answers(page).last()).toHaveText("It is straight. ");
  expect(await violationsOf(page), "while it is written").toEqual([]);
  await answer.end();

  // A refused form has everything that the page has otherwise.
  for (const url of [`${report}/conversations`, `${address}/edit`, address]) {
    if (url === address) await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(url.replace(product.url, `${product.url}/hi`));
    await page.locator("textarea, main input[type=text]").fill("");
    await page.locator("main button.button").first().click();
    await expect(page.locator(".problem")).toBeVisible();
    expect(await violationsOf(page), page.url()).toEqual([]);
  }
});
