import { expect, test } from "vitest";
import { createCsrfToken, verifyCsrfToken } from "./csrf.server.ts";

const now = "the-secret-key-of-today-0123456789";
const before = "the-secret-key-of-before-012345678";
const session = "session:mine";

test("a page's token fits the cookie that it was made with", () => {
  expect(verifyCsrfToken(createCsrfToken(session, [now]), session, [now])).toBe(true);
});

test("every page has its own token, and all of them are good", () => {
  const [one, other] = [createCsrfToken(session, [now]), createCsrfToken(session, [now])];

  expect(one).not.toBe(other);
  expect(verifyCsrfToken(one, session, [now])).toBe(true);
  expect(verifyCsrfToken(other, session, [now])).toBe(true);
});

test.each(["session:another", "guest:mine", "session:min", "session:mine2", ""])(
  "it does not fit another cookie: %j",
  (binding) => {
    expect(verifyCsrfToken(createCsrfToken(session, [now]), binding, [now])).toBe(false);
  },
);

test("after a rotation of the secret it still fits, and the new one signs", () => {
  const old = createCsrfToken(session, [before]);

  expect(verifyCsrfToken(old, session, [now, before])).toBe(true);
  expect(verifyCsrfToken(createCsrfToken(session, [now, before]), session, [now])).toBe(true);
});

test("once the secret is gone it fits no more", () => {
  expect(verifyCsrfToken(createCsrfToken(session, [before]), session, [now])).toBe(false);
});

test("a token that was changed anywhere is none", () => {
  const token = createCsrfToken(session, [now]);
  const [nonce = "", signature = ""] = token.split(".");
  const other = createCsrfToken(session, [now]).split(".");

  expect(verifyCsrfToken(`${other[0] ?? ""}.${signature}`, session, [now])).toBe(false);
  expect(verifyCsrfToken(`${nonce}.${other[1] ?? ""}`, session, [now])).toBe(false);
  expect(verifyCsrfToken(`x${token}`, session, [now])).toBe(false);
  expect(verifyCsrfToken(`${token}x`, session, [now])).toBe(false);
  expect(verifyCsrfToken(token.slice(0, -1), session, [now])).toBe(false);
  expect(verifyCsrfToken(token.toUpperCase(), session, [now])).toBe(false);
});

test.each(["", ".", "..", "garbage", "a.b", `${"x".repeat(100_000)}.y`, "हाथ.हाथ", "\0.\0"])(
  "garbage (%j) is none, and breaks nothing",
  (token) => {
    expect(verifyCsrfToken(token, session, [now])).toBe(false);
  },
);

test("without a secret nothing fits", () => {
  expect(verifyCsrfToken(createCsrfToken(session, [now]), session, [])).toBe(false);
});
