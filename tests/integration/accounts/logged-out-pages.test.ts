import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messagesOf } from "#locales/messages-of.ts";
import { type Actor, openStage, type Stage } from "#tests/support/actors.ts";
import { givenConversation, givenReport } from "#tests/support/given-conversation.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

let product: Product;
let stage: Stage;
let owner: Actor;
/** Addresses of the owner's account, each with one of its kind at which there is nothing. */
let addresses: readonly { readonly kept: string; readonly empty: string }[];
beforeAll(async () => {
  product = await startProduct({ worker: false });
  stage = await openStage(product);
  owner = await stage.user("userOwner");
  const analysis = await givenReport(stage.db, { userId: owner.user?.id ?? "" });
  const { conversation } = await givenConversation(stage.db, { analysis });
  const report = (id: string) => `/analyses/${id}`;
  const talk = (id: string) => `/conversations/${id}`;
  addresses = [
    { kept: report(analysis.id), empty: report(uuidv7()) },
    { kept: `${report(analysis.id)}/edit`, empty: `${report(uuidv7())}/edit` },
    { kept: `${report(analysis.id)}/conversations`, empty: `${report(uuidv7())}/conversations` },
    { kept: talk(conversation.id), empty: talk(uuidv7()) },
    { kept: `${talk(conversation.id)}/edit`, empty: `${talk(uuidv7())}/edit` },
  ];
}, 60_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

async function open(path: string, init: RequestInit = {}) {
  const response = await fetch(product.url + path, init);
  return { status: response.status, html: await response.text() };
}

const languages = [
  { language: "en", prefix: "" },
  { language: "hi", prefix: "/hi" },
] as const;

describe.each(languages)(
  "what an account holds, asked for without a session ($language)",
  ({ language, prefix }) => {
    const { error } = messagesOf(language);

    test("is not found, with a way to the login that leads back", async () => {
      for (const { kept } of addresses) {
        const { status, html } = await open(`${prefix}${kept}?auto=0`);
        expect(status).toBe(404);
        expect(html).toContain(error.inAccount);
        const next = encodeURIComponent(`${prefix}${kept}?auto=0`);
        expect(html).toContain(`href="${prefix}/login?next=${next}"`);
        const back = await fetch(`${product.url}${prefix}/login?next=${next}`, {
          headers: owner.headers,
          redirect: "manual",
        });
        expect(back.headers.get("Location")).toBe(`${prefix}${kept}?auto=0`);
      }
    });

    test("looks like what does not exist", async () => {
      for (const { kept, empty } of addresses) {
        const there = await open(prefix + kept);
        const gone = await open(prefix + empty);
        expect(gone.status).toBe(there.status);
        expect(gone.html.replaceAll(idOf(empty), "")).toBe(there.html.replaceAll(idOf(kept), ""));
      }
    });

    test("is not told to be behind a login to somebody who has logged in", async () => {
      const { headers } = await stage.user("otherUser");
      for (const { kept } of addresses) {
        const { status, html } = await open(prefix + kept, { headers });
        expect(status).toBe(404);
        expect(html).not.toContain(error.inAccount);
      }
    });
  },
);

describe.each(languages)(
  "a question sent from a page of before the logout ($language)",
  ({ language, prefix }) => {
    const { error } = messagesOf(language);
    const question = 'What of <b>my</b> "heart" line?';

    test.each([
      ["a conversation", 3, "content"],
      ["a reading", 2, "message"],
    ])("of %s is shown to be copied, whether that exists or not", async (_, at, field) => {
      const guest = await stage.guest("otherGuest");
      for (const [sender, csrf] of [
        [{}, owner.csrf],
        [guest.headers, guest.csrf],
      ] as const) {
        const [kept, empty] = await Promise.all(
          [addresses[at]?.kept ?? "", addresses[at]?.empty ?? ""].map(async (path) => {
            const { status, html } = await open(prefix + path, {
              method: "POST",
              headers: sender,
              body: new URLSearchParams({ csrf: csrf ?? "", [field]: question }),
            });
            return { status, html: html.replaceAll(idOf(path), "") };
          }),
        );
        expect(kept).toEqual(empty);
        expect(kept?.status).toBe(csrf === owner.csrf ? 403 : 404);
        expect(kept?.html).toContain(error.unsent);
        expect(kept?.html).toContain(
          "What of &lt;b&gt;my&lt;/b&gt; &quot;heart&quot; line?</textarea>",
        );
        expect(kept?.html).toContain(error.inAccount);
      }
    });
  },
);

test("nothing is offered at an address that no account holds", async () => {
  for (const path of ["/nowhere", "/admin", `/shared/${"a".repeat(43)}`]) {
    const { status, html } = await open(path);
    expect(status).toBe(404);
    expect(html).not.toContain(messagesOf("en").error.inAccount);
  }
});

function idOf(path: string): string {
  return path.split("/")[2] ?? "";
}
