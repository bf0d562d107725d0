import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEmailToken } from "#core/users/email-tokens.repo.ts";
import { languageOfPath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { accessOf, methods } from "#tests/support/access-table.ts";
import { type Actor, openStage, type Stage } from "#tests/support/actors.ts";
import { fillPath } from "#tests/support/fill-path.ts";
import { givenAnsweredConversation } from "#tests/support/given-conversation.ts";
import { knock } from "#tests/support/knock.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { listRoutes } from "#tests/support/route-table.ts";

/** What answers, but never does anything. */
const isRefused = (path: string, method: string) =>
  path === "/api/v1/*" ||
  (path.includes("/admin") && !(path.endsWith("/:userId") && method === "POST"));

/** Everything of the app that changes something, taken from its route table. */
const changes = listRoutes().flatMap(({ path }) => {
  const access = accessOf(path) ?? {};
  return methods
    .filter(
      (method) => method !== "GET" && access[method] !== undefined && !isRefused(path, method),
    )
    .map((method) => ({ method, path }));
});

let product: Product;
let stage: Stage;
beforeAll(async () => {
  product = await startProduct({ worker: false });
  stage = await openStage(product);
}, 60_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

describe("a change that somebody else's page sends in our name", () => {
  test("there are changes to look at", () => {
    expect(changes.length).toBeGreaterThan(25);
  });

  describe.each(changes)("$method $path", ({ method, path }) => {
    test("is refused with words when its token is missing, wrong, another session's or too old", async () => {
      const admin = await stage.user("admin", "admin");
      const stranger = await stage.user("otherUser");
      const url = await addressFor(path, admin);
      const rotated = await stage.startSession(admin.user?.id ?? "");
      const afterLogin = { ...admin, headers: rotated.headers };
      const attempts: Record<string, Promise<Response>> = {
        missing: knock(url, method, admin, { csrf: null }),
        wrong: knock(url, method, admin, { csrf: "nonsense.nonsense" }),
        "another session's": knock(url, method, admin, { csrf: stranger.csrf }),
        "of before the login": knock(url, method, afterLogin, { csrf: admin.csrf }),
      };
      for (const [name, attempt] of Object.entries(attempts)) {
        const response = await attempt;
        expect(response.status, name).toBe(403);
        expect(await response.text(), name).toContain(sentence(path, "request.csrf"));
      }
    });

    test("is refused with words when it comes from another site, or hides where from", async () => {
      const admin = await stage.user("admin", "admin");
      const url = await addressFor(path, admin);
      for (const headers of [
        { Origin: "https://elsewhere.example" },
        { Origin: "null" },
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
      ]) {
        const response = await knock(url, method, admin, { headers });
        expect(response.status, JSON.stringify(headers)).toBe(403);
        expect(await response.text()).toContain(sentence(path, "request.foreign_origin"));
      }
    });
  });

  test("is refused for a guest as well, whose cookie is all that there is to steal", async () => {
    const guest = await stage.guest("guestOwner");
    const other = await stage.guest("otherGuest");
    for (const path of ["/analyses/new", "/api/v1/analyses", "/login"]) {
      const url = product.url + path;
      for (const csrf of [null, other.csrf]) {
        expect((await knock(url, "POST", guest, { csrf })).status).toBe(403);
      }
      expect((await knock(url, "POST", guest)).status).toBe(422);
    }
  });
});

async function addressFor(path: string, actor: Actor): Promise<string> {
  if (!actor.owner) throw new Error("the actor owns nothing");
  const { id } = await stage.reading(actor.owner);
  const purpose = path.includes("/verify-email") ? "verify_email" : "reset_password";
  const token = await createEmailToken(stage.db, actor.owner.id, purpose);
  const conversationId = path.includes(":conversationId")
    ? await givenAnsweredConversation(stage.db, actor.owner.id)
    : "";
  const params = { analysisId: id, conversationId, token, userId: actor.user?.id ?? "" };
  return product.url + fillPath(path, params);
}

/** The sentence that the address's language has for a problem. */
function sentence(path: string, code: "request.csrf" | "request.foreign_origin"): string {
  return String(messagesOf(languageOfPath(path)).problems[code]);
}
