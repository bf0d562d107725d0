import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, openStage, type Stage } from "#tests/support/actors.ts";
import { createAnswerWriter } from "#tests/support/answer-writer.ts";
import { finishAnswer, givenConversation, givenReport } from "#tests/support/given-conversation.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { readEvents } from "#tests/support/read-events.ts";
import { until } from "#tests/support/until.ts";

/** Conversations over real sockets. The worker sleeps; answers are written by the tests, piece by piece. */
let product: Product;
let stage: Stage;
let writer: ReturnType<typeof createAnswerWriter>;
beforeAll(async () => {
  product = await startProduct({ worker: false, env: { QUESTIONS_PER_HOUR: "6" } });
  stage = await openStage(product);
  writer = createAnswerWriter(product, stage.db);
}, 60_000);
afterAll(async () => {
  await writer[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

type Json = Record<string, unknown>;
type AskedJson = {
  readonly conversation: { readonly id: string; readonly title: string };
  readonly message: { readonly id: string };
  readonly reply: { readonly id: string; readonly status: string };
};

/** A user with a finished report, and the requests that their browser sends. */
async function givenReader() {
  const user: Actor = await stage.user("userOwner");
  const analysis = await givenReport(stage.db, { userId: user.owner?.id ?? "" });
  const headers = { ...user.headers, "X-CSRF-Token": user.csrf ?? "" };
  const send = (method: string, path: string, body: object = {}, more: object = {}) =>
    fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: { ...headers, "Content-Type": "application/json", ...more },
      ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
    });
  const postForm = (path: string, fields: Readonly<Record<string, string>>) =>
    fetch(product.url + path, {
      method: "POST",
      redirect: "manual",
      headers: user.headers,
      body: new URLSearchParams({ csrf: user.csrf ?? "", ...fields }),
    });
  const open = (path: string, more: object = {}) =>
    fetch(product.url + path, { headers: { ...user.headers, ...more }, redirect: "manual" });
  const asks = `/analyses/${analysis.id}/conversations`;
  return { analysis, asks, send, postForm, open };
}

/** A conversation with one answered question. */
async function givenAnswered(answer: string) {
  const reader = await givenReader();
  const { conversation } = await givenConversation(stage.db, { analysis: reader.analysis });
  await finishAnswer(stage.db, conversation.id, { answer });
  return { ...reader, id: conversation.id, self: `/conversations/${conversation.id}` };
}

async function countQuestions(id: string): Promise<number> {
  const rows = await stage.db
    .selectFrom("replies")
    .select("id")
    .where("conversation_id", "=", id)
    .execute();
  return rows.length;
}

test("a question is taken at once, and its answer is followed as it is written", async () => {
  const { analysis, asks, send } = await givenReader();
  const response = await send("POST", asks, { message: "What of my heart line?", client_key: "k" });
  expect(response.status).toBe(202);
  const asked = (await response.json()) as AskedJson;
  const self = `/conversations/${asked.conversation.id}`;
  expect(response.headers.get("location")).toBe(`/api/v1${self}`);
  expect(asked).toMatchObject({
    conversation: { analysis_id: analysis.id, title: "What of my heart line?" },
    message: { seq: 1, role: "user", content: "What of my heart line?" },
    reply: { seq: 2, status: "pending" },
  });

  const stream = await send("GET", `${self}/events`);
  let told = "";
  const following = (async () => {
    for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? [])
      told += chunk;
  })();
  const answer = await writer.begin(asked.conversation.id);
  await answer.say("It is **long**. ");
  await until(() => told.includes("event: delta"), { what: "the first words are told" });
  await answer.say("It curves.");
  await answer.end();
  await following;
  const events = readEvents(told);
  const pieces = events.filter(({ event }) => event === "delta");
  expect(pieces.map(({ data }) => (data as { text: string }).text).join("")).toBe(
    "It is **long**. It curves.",
  );
  const last = events.at(-1);
  expect(last).toMatchObject({
    event: "message",
    data: {
      id: asked.reply.id,
      seq: 2,
      status: "completed",
      content: "It is **long**. It curves.",
    },
  });
  expect(last?.data).not.toHaveProperty("html");

  // Whoever comes back goes on where they were, and is sent away once they have seen the end.
  const back = (id = "") => send("GET", `${self}/events`, {}, { "Last-Event-ID": id });
  const missed = readEvents(await (await back(pieces[0]?.id)).text());
  expect(missed.at(-1)).toEqual(last);
  expect((await back(last?.id)).status).toBe(204);

  const messages = (await (await send("GET", `${self}/messages`)).json()) as { items: Json[] };
  expect(messages).toMatchObject({ has_more: false, before: null });
  expect(messages.items.map(({ seq, role }) => [seq, role])).toEqual([
    [1, "user"],
    [2, "assistant"],
  ]);
  const list = (await (await send("GET", asks)).json()) as { items: Json[] };
  expect(list).toMatchObject({ page: 1, per_page: 5, total: 1, has_more: false });
  expect(list.items).toMatchObject([
    { id: asked.conversation.id, questions: 1, is_pending: false },
  ]);
});

test("the same key never asks twice, and another question needs another key", async () => {
  const { asks, send } = await givenReader();
  const body = { message: "What of my heart line?", client_key: "once" };
  const answers = await Promise.all([send("POST", asks, body), send("POST", asks, body)]);
  const [first, second] = (await Promise.all(answers.map((answer) => answer.json()))) as [
    AskedJson,
    AskedJson,
  ];
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  expect(second.reply.id).toBe(first.reply.id);
  const { id } = first.conversation;

  const other = await send("POST", asks, { ...body, message: "And my head line?" });
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ type: "/problems/conversation.key_reused" });

  const next = `/conversations/${id}/messages`;
  const early = await send("POST", next, { content: "And then?", client_key: "two" });
  expect(early.status).toBe(409);
  expect(await early.json()).toMatchObject({ type: "/problems/conversation.answer_pending" });
  await finishAnswer(stage.db, id);
  const header = { "Idempotency-Key": "a key of the other kind" };
  for (const answer of [
    await send("POST", next, { content: "And then?" }, header),
    await send("POST", next, { content: "And then?" }, header),
  ]) {
    expect(answer.status).toBe(202);
  }
  expect(await countQuestions(id)).toBe(2);
});

test("a question that is missing, too long or without a key is sent back with words", async () => {
  const { asks, send } = await givenReader();
  for (const [body, field] of [
    [{ client_key: "k" }, "message"],
    [{ message: "क".repeat(2_001), client_key: "k" }, "message"],
    [{ message: "What of my heart line?" }, "client_key"],
    [{ message: "What of my heart line?", client_key: "two words" }, "client_key"],
  ] as const) {
    const response = await send("POST", asks, body);
    expect(response.status).toBe(422);
    expect(((await response.json()) as { errors: object }).errors).toHaveProperty(field);
  }
  expect((await send("POST", asks, { message: "क".repeat(2_000), client_key: "k" })).status).toBe(
    202,
  );
});

test("questions have a limit an hour, and the answer says when the next one can be asked", async () => {
  const { asks, send } = await givenReader();
  for (let n = 0; n < 6; n += 1) {
    const body = { message: "What of my heart line?", client_key: `key-${n}` };
    expect((await send("POST", asks, body)).status).toBe(202);
  }
  const refused = await send("POST", asks, { message: "And then?", client_key: "last" });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  expect(await refused.json()).toMatchObject({ type: "/problems/quota.questions" });
});

test("a conversation is renamed and deleted", async () => {
  const { send, self } = await givenAnswered("It curves.");
  const renamed = await send("PATCH", self, { title: "  My   heart " });
  expect(await renamed.json()).toMatchObject({ title: "My heart" });
  expect((await send("PATCH", self, { title: " " })).status).toBe(422);
  expect(await (await send("GET", self)).json()).toMatchObject({ title: "My heart" });
  expect((await send("DELETE", self)).status).toBe(204);
  for (const path of [self, `${self}/messages`, `${self}/events`]) {
    expect((await send("GET", path)).status).toBe(404);
  }
});

test("an answer is stopped with what was seen of it, and tried again without another question", async () => {
  const { id, self, send } = await givenAnswered("It curves.");
  await send("POST", `${self}/messages`, { content: "And my head line?", client_key: "k" });
  const answer = await writer.begin(id);
  await answer.say("It is straight, and");
  const stopped = await send("POST", `${self}/stop`);
  expect(await stopped.json()).toMatchObject({
    status: "cancelled",
    content: "It is straight, and",
  });
  expect((await send("POST", `${self}/stop`)).status).toBe(409);

  const again = await send("POST", `${self}/retry`);
  expect(again.status).toBe(202);
  expect(await again.json()).toMatchObject({ seq: 4, status: "pending", content: "" });
  await (await writer.begin(id, "2")).end({ answer: "It is straight." });
  expect(await countQuestions(id)).toBe(2);
});

test.each(["stop", "retry"])(
  "a tap on %s that comes a moment late shows the answer",
  async (intent) => {
    const { self, postForm } = await givenAnswered("It curves.");
    const response = await postForm(self, { intent });
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe(`${self}#latest`);
  },
);

test("older messages come page by page, each with its question", async () => {
  const { id, self, send } = await givenAnswered("It curves.");
  for (const key of ["a", "b", "c"]) {
    await send("POST", `${self}/messages`, { content: `Question ${key}`, client_key: key });
    await finishAnswer(stage.db, id, { answer: `Answer ${key}` });
  }
  const seqs: number[][] = [];
  let before: unknown = "";
  do {
    const page = await send("GET", `${self}/messages?per_page=4&before=${String(before)}`);
    const { items, ...rest } = (await page.json()) as { items: { seq: number }[]; before: unknown };
    seqs.push(items.map(({ seq }) => seq));
    before = rest.before;
  } while (before !== null);
  expect(seqs).toEqual([
    [5, 6, 7, 8],
    [1, 2, 3, 4],
  ]);
});

test("a form that is sent twice, or once more later, asks once; another question of the same page is another", async () => {
  const { open, postForm, asks } = await givenReader();
  const keyOf = (html: string) => /name="form_key" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const form = {
    form_key: keyOf(await (await open(asks)).text()),
    message: "What of my heart line?",
  };
  const [first, second] = await Promise.all([postForm(asks, form), postForm(asks, form)]);
  const to = first.headers.get("location") ?? "";
  expect([first.status, second.status, second.headers.get("location")]).toEqual([303, 303, to]);
  expect(to).toMatch(/^\/conversations\/[0-9a-f-]{36}#latest$/);
  const self = to.replace("#latest", "");
  const id = self.split("/")[2] ?? "";
  await finishAnswer(stage.db, id);
  expect((await postForm(asks, form)).headers.get("location")).toBe(to);
  expect(await countQuestions(id)).toBe(1);

  const next = { form_key: keyOf(await (await open(self)).text()), content: "And then?" };
  for (const answer of await Promise.all([postForm(self, next), postForm(self, next)])) {
    expect(answer.status).toBe(303);
  }
  expect(await countQuestions(id)).toBe(2);
  // Of two tabs, each with its own form, the second has to wait, and keeps what was typed.
  const tab = { form_key: keyOf(await (await open(self)).text()), content: "Another <tab>" };
  const refused = await postForm(self, tab);
  expect(refused.status).toBe(409);
  const page = await refused.text();
  expect(page).toContain("still being written");
  expect(page).toContain("Another &lt;tab&gt;</textarea>");
  expect(page).not.toContain('http-equiv="refresh"');

  const other = await postForm(asks, { ...form, message: "And my head line?" });
  expect(other.headers.get("location")).not.toBe(to);
});

test("without JavaScript the page is held until the answer is there, and shows it", async () => {
  const { open, postForm, asks } = await givenReader();
  const asked = await postForm(`/hi${asks}`, { suggestion: "What of my heart line?" });
  const self = (asked.headers.get("location") ?? "").replace("#latest", "");
  const waiting = await (await open(self)).text();
  expect(waiting).toContain(`content="1;url=${self}?seen#latest"`);
  expect(await (await open(`${self}?auto=0`)).text()).not.toContain('http-equiv="refresh"');

  let isHeld = true;
  const held = open(`${self}?seen`).then(async (response) => {
    isHeld = false;
    return response.text();
  });
  const answer = await writer.begin(self.split("/")[3] ?? "");
  await answer.say("It is [long](#line-heart).");
  await until(async () => (await (await open(self)).text()).includes("role="), {
    what: "others load",
  });
  expect(isHeld).toBe(true);
  await answer.end();
  const page = await held;
  expect(page).toMatch(/<a href="\/hi\/analyses\/[0-9a-f-]{36}#line-heart">long<\/a>/);
  expect(page).not.toContain('http-equiv="refresh"');
});

test("an answer with a script, a beacon or a line of 100 kB harms neither page nor stream", async () => {
  const nasty = `<script>alert(1)</script> ![x](https://elsewhere.example/beacon.png) <img src=x onerror=alert(1)>\n\n${"a".repeat(100_000)}`;
  const { open, self } = await givenAnswered(nasty);
  const response = await open(self);
  const page = await response.text();
  expect(page).not.toMatch(/<script>|elsewhere\.example|<img/);
  expect(page.length).toBeLessThan(40_000);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");

  const [event] = readEvents(await (await open(`${self}/events?language=hi`)).text());
  const { html } = event?.data as { html: string };
  expect(html).toContain("&lt;script&gt;");
  expect(html).not.toMatch(/<script>|elsewhere\.example|<img/);
  expect(html).toContain('lang="en"');
});

test("nothing that was asked or answered is in the log", () => {
  const log = product.lines.join("\n");
  expect(log).toContain('"path":"/conversations/');
  expect(log).not.toMatch(/heart line|It curves|"level":"(error|fatal)"/);
});
