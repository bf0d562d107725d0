import { expect, test } from "vitest";
import { isSameOrigin } from "./origin.server.ts";

const app = {
  appOrigin: new URL("https://palms.example"),
  allowedOrigins: ["https://friend.example"],
};

function post(headers: Record<string, string>) {
  return { method: "POST", url: "/login", headers: { host: "palms.example", ...headers } };
}

test.each([
  ["a form of our own page", { origin: "https://palms.example", "sec-fetch-site": "same-origin" }],
  ["a program that is no browser", {}],
  [
    "a phone that reaches the machine by another name",
    { host: "192.168.1.7:3000", origin: "http://192.168.1.7:3000" },
  ],
])("%s passes", (_who, headers) => {
  expect(isSameOrigin(post(headers), app)).toBe(true);
});

test.each([
  ["another site", { origin: "https://evil.example" }],
  [
    "a name of somebody else's that leads to this machine",
    { host: "evil.example:3000", origin: "http://evil.example:3000" },
  ],
  ["another site that hides its name", { origin: "null" }],
  ["another site's page, said by the browser", { "sec-fetch-site": "cross-site" }],
  ["a sister domain", { origin: "https://www.palms.example", "sec-fetch-site": "same-site" }],
])("%s is refused", (_who, headers) => {
  expect(isSameOrigin(post(headers), app)).toBe(false);
});

test("reading is open to links from anywhere", () => {
  const request = { method: "GET", url: "/", headers: { "sec-fetch-site": "cross-site" } };

  expect(isSameOrigin(request, app)).toBe(true);
});

test("a site that the settings allow may use the API, and nothing else", () => {
  const request = post({ origin: "https://friend.example", "sec-fetch-site": "cross-site" });

  expect(isSameOrigin({ ...request, url: "/api/v1/analyses" }, app)).toBe(true);
  expect(isSameOrigin({ ...request, url: "/analyses/new" }, app)).toBe(false);
});
