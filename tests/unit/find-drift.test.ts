import { expect, test } from "vitest";
import { findDrift } from "#tests/support/find-drift.ts";

const me = "/api/v1/auth/me";
const user = {
  user_id: "0198f0c2-7d3e-7cc0-9d3c-1f6f2a9f0b11",
  email: "meena@example.org",
  email_verified: true,
  role: "user",
  language: "hi",
  created_at: "2026-01-01T00:00:00.000Z",
};
const problem = { type: "/problems/login_required", title: "Log in.", status: 401, instance: "x" };
const asProblem = { "Content-Type": "application/problem+json" };

test("an answer that is as its description says has no drift", async () => {
  expect(await findDrift("GET", me, Response.json(user))).toBeUndefined();
  const refused = Response.json(problem, { status: 401, headers: asProblem });
  expect(await findDrift("GET", me, refused)).toBeUndefined();
  const empty = new Response(null, { status: 204 });
  expect(await findDrift("POST", "/api/v1/auth/logout", empty)).toBeUndefined();
});

test.each([
  ["a key that nobody described", "GET", me, Response.json({ ...user, shoe_size: 42 })],
  ["a key that is missing", "GET", me, Response.json({ ...user, role: undefined })],
  ["a value of another kind", "GET", me, Response.json({ ...user, created_at: 1_700_000_000 })],
  ["another status", "GET", me, Response.json(user, { status: 203 })],
  ["another type", "GET", me, new Response("hello")],
  ["a problem that is none", "GET", me, Response.json({}, { status: 401, headers: asProblem })],
  [
    "a problem of another status",
    "GET",
    me,
    Response.json(problem, { status: 409, headers: asProblem }),
  ],
  ["a body where there is none", "POST", "/api/v1/auth/logout", new Response("", { status: 200 })],
  ["an address that nobody described", "GET", "/api/v1/shoes", Response.json([])],
])("%s is a drift", async (_, method, path, response) => {
  expect(await findDrift(method, path, response)).toBeTypeOf("string");
});
