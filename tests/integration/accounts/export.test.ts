import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountExport } from "#core/users/account-export.ts";
import { openStage, type Stage } from "#tests/support/actors.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

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

async function take(path: string, headers: Readonly<Record<string, string>>) {
  const response = await fetch(product.url + path, { headers, redirect: "manual" });
  const files = unzipSync(await response.bytes());
  const read = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const json = AccountExport.parse(JSON.parse(read("export.json")));
  return { response, files, read, json };
}

test("a user takes everything home, in the language of the page that they are on", async () => {
  const { owner, headers } = await stage.user("userOwner");
  if (!owner) throw new Error("the user owns nothing");
  const { id } = await stage.reading(owner);

  const { response, files, read, json } = await take("/hi/account/export", headers);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="hastarekha-\d{4}-\d\d-\d\d\.zip"$/,
  );
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const [page = ""] = Object.keys(files).filter((name) => name.startsWith("readings/"));
  expect(Object.keys(files)).toEqual([`photos/${id}/left.jpg`, page, "index.html", "export.json"]);
  expect(read("index.html")).toContain('<html lang="hi">');
  expect(read(page)).toContain('<html lang="en">');
  // The style sheet of the build, not an empty one.
  expect(read(page)).toContain("--saffron");
  expect(json.analyses).toMatchObject([{ id, photos: [{ file: `photos/${id}/left.jpg` }] }]);
  expect(json.audit).toMatchObject([{ action: "data_exported", is_own: true }]);
});

test("a program takes the same with a token; a HEAD takes nothing and does not count", async () => {
  const { token, userOwner } = await stage.cast();
  const path = "/api/v1/account/export";
  const head = await fetch(product.url + path, { method: "HEAD", headers: token.headers });
  expect(head.headers.get("content-type")).toBe("application/zip");
  const { json } = await take(path, token.headers);
  expect(json.account.email).toBe(userOwner.user?.email);
  expect(json.api_tokens).toMatchObject([{ name: "a program" }]);
  expect(json.audit).toHaveLength(1);
});

test("the seventh within an hour is refused, and says when the next one is possible", async () => {
  const { headers } = await stage.user("userOwner");
  for (let i = 0; i < 6; i += 1) await take("/account/export", headers);
  const refused = await fetch(`${product.url}/account/export`, { headers });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  expect(await refused.json()).toMatchObject({ type: "/problems/request.too_often" });
});
