import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { updateLabel } from "#core/analyses/analyses.repo.ts";
import { type Actor, openStage, type Stage } from "#tests/support/actors.ts";
import { knock } from "#tests/support/knock.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

/** A link to a summary and what is said of its parts, over sockets: what strangers get and what they never do. */
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

/** A finished reading with a private name, its owner, and the path of its link. */
async function givenShared() {
  const owner = await stage.user("userOwner");
  const reading = await stage.reading(owner.owner ?? { kind: "user", id: "" });
  await updateLabel(stage.db, reading.id, "for my mother");
  const api = `${product.url}/api/v1/analyses/${reading.id}`;
  const made = await knock(`${api}/share`, "POST", owner);
  expect(made.status).toBe(201);
  const { url } = (await made.json()) as { url: string };
  return { owner, reading, api, path: new URL(url).pathname, url };
}

const get = (path: string) => fetch(product.url + path, { redirect: "manual" });

/** What a stranger is told, without what differs from one request to the next. */
async function answerOf(path: string) {
  const response = await get(path);
  const text = (await response.text()).replaceAll(/[0-9a-f-]{36}|\/shared\/[^"<]*/g, "…");
  return { status: response.status, text };
}

async function send(owner: Actor, id: string, fields: Readonly<Record<string, string>>) {
  return fetch(`${product.url}/analyses/${id}`, {
    method: "POST",
    redirect: "manual",
    headers: owner.headers,
    body: new URLSearchParams({ csrf: owner.csrf ?? "", ...fields }),
  });
}

describe("a link to a summary", () => {
  test("shows the summary to anybody, and nothing that names the reading, its owner or its photo", async () => {
    const { owner, reading, path, url } = await givenShared();
    const response = await get(path);
    expect(response.status).toBe(200);
    const html = await response.text();
    for (const said of ["A steady hand", "A square palm.", `content="${url}/card.png"`]) {
      expect(html).toContain(said);
    }
    for (const hidden of [
      reading.id,
      "for my mother",
      owner.user?.email ?? "",
      owner.owner?.id ?? "",
      "/photos/",
    ]) {
      expect(html).not.toContain(hidden);
    }
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(response.headers.get("X-Robots-Tag")).toBe("noindex");
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(response.headers.get("X-Frame-Options")).toBe("DENY");
    expect(html).toMatch(/<meta name="robots" content="noindex"/);
    expect(html).toMatch(/<meta property="og:title" content="A steady hand"/);

    const hindi = await (await get(`/hi${path}`)).text();
    expect(hindi).toContain('lang="en">A steady hand');
    expect(hindi).toContain("और आपकी हथेली?");
  });

  test("has a picture, which caches have to ask for again", async () => {
    const { path } = await givenShared();
    const card = await get(`${path}/card.png`);
    expect(card.status).toBe(200);
    expect(card.headers.get("Content-Type")).toBe("image/png");
    expect(card.headers.get("Cache-Control")).toBe("private, no-cache");
    const png = new DataView(await card.arrayBuffer());
    expect([png.getUint32(16), png.getUint32(20)]).toEqual([1200, 630]);
    const again = await fetch(`${product.url}${path}/card.png`, {
      headers: { "If-None-Match": card.headers.get("ETag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  test("is told from none that never was by nothing once it is taken back or its reading is deleted", async () => {
    const [revoked, deleted] = [await givenShared(), await givenShared()];
    expect((await knock(`${revoked.api}/share`, "DELETE", revoked.owner)).status).toBe(204);
    expect((await knock(deleted.api, "DELETE", deleted.owner)).status).toBe(204);
    const never = await answerOf(`/shared/${"x".repeat(32)}`);
    expect(never.status).toBe(404);
    expect(never.text).toContain("This link opens nothing.");
    for (const path of [revoked.path, deleted.path, "/shared/x", "/shared/%00"]) {
      expect(await answerOf(path), path).toEqual(never);
      expect((await get(`${path}/card.png`)).status).toBe(404);
    }
  });

  test("is found again by its owner, and its secret stands in no line of the log", async () => {
    const { owner, api, path, url } = await givenShared();
    await get(`${path}/card.png`);
    const again = await knock(`${api}/share`, "POST", owner);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ url });
    const secret = path.split("/").at(-1) ?? "?";
    expect(product.lines.some((line) => line.includes("/shared/…"))).toBe(true);
    expect(product.lines.filter((line) => line.includes(secret))).toEqual([]);
  });

  test("is not for guests, who are told to log in, by the page as by the API", async () => {
    const guest = await stage.guest("guestOwner");
    const { id } = await stage.reading(guest.owner ?? { kind: "guest", id: "" });
    const response = await send(guest, id, { intent: "share" });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain("Log in");
    expect((await knock(`${product.url}/api/v1/analyses/${id}/share`, "POST", guest)).status).toBe(
      401,
    );
  });
});

describe("the report's own forms", () => {
  test("make the link and take it back, and come back to where they stand", async () => {
    const owner = await stage.user("userOwner");
    const { id } = await stage.reading(owner.owner ?? { kind: "user", id: "" });
    const made = await send(owner, id, { intent: "share" });
    expect(made.status).toBe(303);
    expect(made.headers.get("Location")).toBe(`/analyses/${id}?news=link_made#share`);
    const revoked = await send(owner, id, { intent: "unshare" });
    expect(revoked.headers.get("Location")).toBe(`/analyses/${id}?news=link_revoked#share`);
  });

  test("take what was helpful, and refuse what is no part of a reading", async () => {
    const owner = await stage.user("userOwner");
    const { id } = await stage.reading(owner.owner ?? { kind: "user", id: "" });
    const said = (what: string) => send(owner, id, { intent: "feedback", said: what });
    expect((await said("yes line:heart")).headers.get("Location")).toBe(
      `/analyses/${id}?news=thanks&part=line%3Aheart#helpful-line-heart`,
    );
    await said("no summary");
    await said("yes mounts");
    await said("none mounts");
    const rows = await stage.db
      .selectFrom("part_feedback")
      .select(["part", "helpful"])
      .where("analysis_id", "=", id)
      .orderBy("part")
      .execute();
    expect(rows).toEqual([
      { part: "line:heart", helpful: 1 },
      { part: "summary", helpful: 0 },
    ]);
    for (const wrong of ["", "yes", "yes line:money", "maybe summary", "yes summary more"]) {
      expect((await said(wrong)).status, wrong).toBe(422);
    }
    const stranger = await stage.user("otherUser");
    expect((await send(stranger, id, { intent: "feedback", said: "yes summary" })).status).toBe(
      404,
    );
  });
});
