import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { loader as robots } from "../../app/routes/ops/robots.ts";

// remix-serve lets browsers and crawlers keep everything in `public` for a year.
test("robots.txt comes from its route, and is asked for again within a day", async () => {
  expect(existsSync("public/robots.txt")).toBe(false);
  const answer = robots();
  const [, seconds] = /max-age=(\d+)/.exec(answer.headers.get("cache-control") ?? "") ?? [];
  expect(Number(seconds)).toBeLessThanOrEqual(86_400);
  expect(answer.headers.get("content-type")).toContain("text/plain");
  expect(await answer.text()).toContain("Disallow: /analyses/\n");
});
