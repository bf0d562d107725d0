import { expect, test } from "vitest";
import { createFormKey, verifyFormKey } from "./form-key.server.ts";

const now = "the-secret-key-of-today-0123456789";
const before = "the-secret-key-of-before-012345678";

test("a form's key is accepted back, also after the secret was rotated", () => {
  const key = createFormKey([before]);

  expect(verifyFormKey(key, [before])).toBe(key.split(".")[0]);
  expect(verifyFormKey(key, [now, before])).toBe(key.split(".")[0]);
});

test("a key that we did not sign is none", () => {
  const key = createFormKey([now]);

  expect(verifyFormKey(key, [before])).toBeUndefined();
  expect(verifyFormKey("made-up", [now])).toBeUndefined();
  expect(verifyFormKey(`other${key}`, [now])).toBeUndefined();
  expect(verifyFormKey("", [now])).toBeUndefined();
});

test("every form has its own key", () => {
  expect(createFormKey([now])).not.toBe(createFormKey([now]));
});
