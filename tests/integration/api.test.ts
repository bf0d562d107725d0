import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDocument } from "#http/openapi/build-document.server.ts";
import { createApiClient } from "#tests/support/api-client.ts";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { drawHand, drawLandscape } from "#tests/support/synthetic-hand.ts";

/** The API over real sockets, on each database; the web and the worker are processes of their own. */
describe.each(databases)("the API on $name", ({ openEmpty }) => {
  let database: TestDatabase;
  let product: Product;
  let left: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    database = await openEmpty();
    product = await startProduct({ database: database.config });
    left = Uint8Array.from(await drawHand());
  }, 60_000);
  afterAll(async () => {
    await product[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  const guest = () => createApiClient(product.url);

  test("a photo is accepted, followed and read", async () => {
    const client = guest();
    const response = await client.send(
      { left_image: left },
      { writing_hand: "left", label: "for me" },
    );
    const accepted = (await response.json()) as Record<string, unknown>;
    const id = accepted["analysis_id"] as string;
    const self = `/api/v1/analyses/${id}`;
    expect(response.status).toBe(202);
    expect(response.headers.get("location")).toBe(self);
    expect(accepted).toEqual({
      analysis_id: id,
      job_id: id,
      status: "queued",
      links: {
        self,
        status: `${self}/status`,
        summary: `${self}/summary`,
        events: `${self}/events`,
      },
    });

    const events = await (await client.request(`${self}/events`)).text();
    const states = [...events.matchAll(/^data: (.+)$/gm)].map(
      ([, data = ""]) => JSON.parse(data) as { status: string; progress: number },
    );
    expect(states.at(-1)).toMatchObject({
      status: "completed",
      stage: "done",
      progress: 1,
      error: null,
    });
    expect(states.map(({ progress }) => progress)).toEqual(
      states.map(({ progress }) => progress).sort(),
    );
    const eventIds = [...events.matchAll(/^id: (\d+)-(\d+)$/gm)].map(([, ms]) => Number(ms));
    expect(eventIds).toEqual([...eventIds].sort((a, b) => a - b));

    const summary = (await (await client.request(`${self}/summary`)).json()) as Record<
      string,
      unknown
    >;
    expect(summary).toMatchObject({ analysis_id: id, status: "completed", requires_login: true });
    expect(summary["created_at"]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(summary["summary"]).toMatchObject({ headline: expect.any(String) as string });

    const photo = await client.request(`${self}/photos/left`);
    expect(photo.headers.get("content-type")).toBe("image/jpeg");
    expect(photo.headers.get("cache-control")).toContain("private");
    expect((await client.request(`${self}/photos/right`)).status).toBe(404);
    expect((await client.request(self)).status).toBe(401);
    expect(await (await client.request(self)).json()).toMatchObject({
      type: "/problems/login_required",
    });
  });

  test("everything of it is 404 for a stranger, exactly as if it did not exist", async () => {
    const id = await guest().submit({ left_image: left });
    const stranger = guest();
    for (const path of ["", "/status", "/summary", "/events", "/photos/left"]) {
      const theirs = await stranger.request(`/api/v1/analyses/${id}${path}`);
      const nothing = await stranger.request(
        `/api/v1/analyses/00000000-0000-7000-8000-000000000000${path}`,
      );
      expect(theirs.status).toBe(404);
      const body = (await theirs.json()) as Record<string, unknown>;
      expect({ ...body, instance: "" }).toEqual({
        ...((await nothing.json()) as object),
        instance: "",
      });
    }
  });

  test("the guest cookie is signed, HttpOnly and SameSite, and a forged one is nobody's", async () => {
    const client = guest();
    const response = await client.send({ left_image: left });
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^guest=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const { analysis_id: id } = (await response.json()) as { analysis_id: string };
    const forged = client.cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const answer = await fetch(`${product.url}/api/v1/analyses/${id}/status`, {
      headers: { Cookie: forged },
    });
    expect(answer.status).toBe(404);
  });

  test("a picture without a hand fails for good, with its reason in the client's language", async () => {
    const client = guest();
    const id = await client.submit({ left_image: Uint8Array.from(await drawLandscape()) });
    expect(await client.finish(id)).toMatchObject({
      status: "failed",
      error: { code: "palm.no_hand" },
    });
    const hindi = await client.request(`/api/v1/analyses/${id}/status`, {
      headers: { "Accept-Language": "hi" },
    });
    expect(await hindi.json()).toMatchObject({
      error: { message: "इस फ़ोटो में हमें खुला हाथ नहीं मिला।" },
    });
  });

  test("the same Idempotency-Key gives the same analysis, and another body with it is a mistake", async () => {
    const client = guest();
    const headers = { "Idempotency-Key": "once" };
    const first = (await (await client.send({ left_image: left }, {}, headers)).json()) as object;
    expect(await (await client.send({ left_image: left }, {}, headers)).json()).toMatchObject({
      analysis_id: (first as { analysis_id: string }).analysis_id,
    });
    const other = await client.send({ right_image: left }, {}, headers);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ type: "/problems/input.idempotency_key_reused" });
    expect((await client.send({ left_image: left }, {}, { "Idempotency-Key": "a b" })).status).toBe(
      422,
    );
  });

  test("errors are problem documents in the client's language, with the field that they are about", async () => {
    const client = guest();
    const nothing = await client.send({}, { label: "x" });
    expect(nothing.status).toBe(422);
    expect(nothing.headers.get("content-type")).toContain("application/problem+json");
    expect(await nothing.json()).toMatchObject({
      type: "/problems/photo.missing",
      status: 422,
      errors: { photos: ["Choose a photo of at least one palm."] },
    });
    const hindi = await client.send(
      { left_image: new TextEncoder().encode("GIF89a and so on") },
      {},
      { "Accept-Language": "hi-IN" },
    );
    expect(hindi.status).toBe(415);
    expect(hindi.headers.get("content-language")).toBe("hi");
    expect(await hindi.json()).toMatchObject({
      errors: { left_image: ["यह GIF फ़ाइल है। JPEG या PNG फ़ोटो भेजिए।"] },
    });
    expect((await client.send({ left_image: left }, { writing_hand: "third" })).status).toBe(422);
    expect((await client.request("/api/v1/analyses", { method: "DELETE" })).status).toBe(405);
    const told = await client.request("/api/v1/auth/csrf", { method: "PUT" });
    expect(told.status).toBe(405);
    expect(await told.json()).toMatchObject({ type: "/problems/request.method" });
    expect((await client.request("/api/v1/nothing")).status).toBe(404);
    expect((await client.request("/%E0%A4%A")).status).toBe(404);
    const foreign = await client.send(
      { left_image: left },
      {},
      { Origin: "https://elsewhere.example" },
    );
    expect(foreign.status).toBe(403);
  });

  test("a reading's name is answered as it is kept", async () => {
    const client = guest();
    const self = `/api/v1/analyses/${await client.submit({ left_image: left })}`;
    const rename = async (label: string | null) =>
      (await client.json("PATCH", self, { label })).json() as Promise<unknown>;
    expect(await rename("  my\nhand ")).toMatchObject({ label: "my hand" });
    expect(await rename(" ")).toMatchObject({ label: null });
    expect(await rename(null)).toMatchObject({ label: null });
  });

  test.each(["%ff", "analyses/%ff", "analyses/%/status", "conversations/%c3%28/messages?a=%ff"])(
    "an address that cannot be decoded is answered with a problem document: %s",
    async (address) => {
      const answer = await guest().request(`/api/v1/${address}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(await answer.json()).toMatchObject({ type: "/problems/request.not_found" });
      const page = await guest().request(`/analyses/${address}`);
      expect(page.status).toBe(404);
      expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    },
  );

  test("a character that PostgreSQL does not take breaks nothing", async () => {
    const client = guest();
    const email = "zero@example.org";
    await client.json("POST", "/api/v1/auth/register", { email, password: "a quiet evening" });
    const nowhere = [
      await client.json("POST", "/api/v1/analyses/%00/claim"),
      await client.json("DELETE", "/api/v1/account/tokens/%00"),
      await client.json("DELETE", "/api/v1/auth/sessions/%00"),
    ];
    expect(nowhere.map(({ status }) => status)).toEqual([404, 404, 404]);
    const token = await client.json("POST", "/api/v1/account/tokens", { name: "a\0b" });
    expect(await token.json()).toMatchObject({ name: "a b" });
    const csrf = await client.csrfToken();
    const revoked = await client.plainRequest("/account", {
      method: "POST",
      body: new URLSearchParams({ csrf, intent: "revoke_token", token: "\0" }),
    });
    expect(revoked.status).toBeLessThan(500);
  });

  test("describes itself to programs, in a document that caches may keep for a while", async () => {
    const response = await guest().request("/openapi.json");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(await response.json()).toEqual(buildDocument({ hasSecureCookies: false }));

    const etag = response.headers.get("etag") ?? "";
    const again = await guest().request("/openapi.json", { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
  });

  test("health tells of each dependency, and every line of the log is JSON without a cookie or a key", async () => {
    expect(await (await guest().request("/healthz")).json()).toEqual({
      status: "ready",
      database: "ok",
      redis: "ok",
    });
    expect((await guest().request("/-/healthz")).status).toBe(200);
    for (const line of product.lines) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    const all = product.lines.join("\n");
    expect(all).not.toMatch(/guest=|a-key-of-the-tests|"level":"(error|fatal)"/);
    expect(all).not.toContain("for me");
  });
});
