import { expect, test } from "vitest";
import { accessOf, expectedStatus, methods } from "#tests/support/access-table.ts";
import { listRoutes } from "#tests/support/route-table.ts";
import { buildDocument } from "./build-document.server.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Described = {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly responses: Readonly<Record<string, object>>;
};

const document = buildDocument({ hasSecureCookies: true });
const asSent = JSON.parse(JSON.stringify(document)) as Json;
const described = Object.entries(document.paths).flatMap(([path, byMethod]) =>
  Object.entries(byMethod).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation: operation as Described,
  })),
);

/** Everything in a piece of JSON, with where it stands. */
function* walk(value: Json, at = "#"): Generator<{ at: string; value: Json }> {
  yield { at, value };
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* walk(inner, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

const everything = new Map([...walk(asSent)].map(({ at, value }) => [at, value]));
const refs = [...everything].flatMap(([at, value]) =>
  at.endsWith("/$ref") && typeof value === "string" ? [value] : [],
);

test("every address and method of the API is in the document, and nothing else is", () => {
  const isForPrograms = (path: string) =>
    (path.startsWith("/api/") && !path.includes("*")) || path.endsWith("/healthz");
  const taken = listRoutes()
    .filter(({ path }) => isForPrograms(path))
    .flatMap(({ path }) =>
      methods
        // An admin is told of every address which methods it does not take.
        .filter(
          (method) => expectedStatus(accessOf(path) ?? {}, method, "admin", "userOwner") !== 405,
        )
        .map((method) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`),
    );
  expect(taken.length).toBeGreaterThan(45);
  expect(described.map(({ name }) => name).sort()).toEqual(taken.sort());
});

test("every reference leads somewhere, and everything that is kept for reference is used", () => {
  expect(refs.filter((ref) => !everything.has(ref))).toEqual([]);
  const { schemas, responses } = document.components;
  const kept = [
    ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
    ...Object.keys(responses).map((name) => `#/components/responses/${name}`),
  ];
  expect(kept.filter((ref) => !refs.includes(ref))).toEqual([]);
});

test("every operation has a name of its own, its parameters, an answer, and known ways to ask for it", () => {
  const ids = described.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name, path, operation } of described) {
    const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(
      inPath.map((parameter) => parameter.name),
      name,
    ).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param));
    const all = (operation.parameters ?? []).map(
      (parameter) => `${parameter.in} ${parameter.name}`,
    );
    expect(new Set(all).size, name).toBe(all.length);
    expect(
      Object.keys(operation.responses).some((status) => /^[23]/.test(status)),
      name,
    ).toBe(true);
    for (const [status, response] of Object.entries(operation.responses)) {
      expect("description" in response || "$ref" in response, `${name} ${status}`).toBe(true);
    }
    const known = Object.keys(document.components.securitySchemes);
    expect(operation.security.length, name).toBeGreaterThan(0);
    for (const way of operation.security)
      expect(known, name).toEqual(expect.arrayContaining(Object.keys(way)));
  }
});

test("the document says which version it is of, and nothing in it is undefined or made for one dialect", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  for (const at of everything.keys()) expect(at).not.toMatch(/\/(\$schema|\$id|\$defs)$/);
});

test("a change that comes with a cookie needs the token of that cookie, and nothing else does", () => {
  for (const { name, operation } of described) {
    for (const way of operation.security) {
      const schemes = Object.keys(way);
      const needsToken =
        !name.startsWith("GET ") && schemes.some((scheme) => scheme.endsWith("Cookie"));
      expect(schemes.includes("csrfToken"), name).toBe(needsToken);
    }
  }
});

test("over http the cookies have plain names", () => {
  const { securitySchemes } = buildDocument({ hasSecureCookies: false }).components;
  expect(securitySchemes.sessionCookie.name).toBe("session");
  expect(document.components.securitySchemes.sessionCookie.name).toBe("__Host-session");
});

test("a photo is sent as the bytes of a file", () => {
  expect(document.components.schemas["AnalysisForm"]).toMatchObject({
    properties: { left_image: { type: "string", format: "binary" } },
  });
  expect(document.paths["/api/v1/analyses"]?.["post"]).toMatchObject({
    requestBody: { content: { "multipart/form-data": {} } },
  });
});
