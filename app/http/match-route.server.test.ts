import { expect, test } from "vitest";
import { listRoutes } from "#tests/support/route-table.ts";
import { createRouteMatcher, NO_ROUTE } from "./match-route.server.ts";

const patterns = listRoutes().map(({ path }) => path);
const match = createRouteMatcher(patterns);
const ID = "0198f0c2-7d3e-7cc0-9d3c-1f6f2a9f0b11";

test.each([
  ["/", "/"],
  ["", "/"],
  ["/hi", "/hi"],
  ["/hi/", "/hi"],
  ["/analyses/new", "/analyses/new"],
  ["/ANALYSES/New/", "/analyses/new"],
  [`/analyses/${ID}`, "/analyses/:analysisId"],
  [`/analyses/${ID}.data`, "/analyses/:analysisId"],
  [`/hi/analyses/${ID}/edit`, "/hi/analyses/:analysisId/edit"],
  [`/analyses/${ID}/photos/left`, "/analyses/:analysisId/photos/:hand"],
  [`/api/v1/analyses/${ID}/events`, "/api/v1/analyses/:analysisId/events"],
  ["/reset-password/a-secret", "/reset-password/:token"],
  ["/api/v1/nothing/of/the/kind", "/api/v1/*"],
  ["/-/healthz", "/-/healthz"],
  ["/robots.txt", "/robots.txt"],
  ["/openapi.json", "/openapi.json"],
  ["/robotsxtxt", NO_ROUTE],
  ["/wp-login.php", NO_ROUTE],
  [`/analyses/${ID}/${ID}`, NO_ROUTE],
  ["//", "/"],
])("%s belongs to %s", (path, pattern) => {
  expect(match(path)).toBe(pattern);
});

test("every address of the app belongs to its own pattern, whatever fills it", () => {
  for (const pattern of patterns) {
    const path = pattern.replaceAll(/:\w+/g, ID).replace("*", `${ID}/${ID}`);
    expect(match(path)).toBe(pattern);
  }
});
