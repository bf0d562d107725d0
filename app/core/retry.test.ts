import { expect, test } from "vitest";
import { PhotoRejected } from "./photos/photo.ts";
import {
  PalmNotReadable,
  ReaderRateLimited,
  ReaderUnavailable,
} from "./reading/reading-failures.ts";
import { verdictOf } from "./retry.ts";

test("a photo that will never do is not tried again", () => {
  expect(verdictOf(new PhotoRejected("unreadable"))).toEqual({ kind: "fatal" });
  expect(verdictOf(new PalmNotReadable("no_hand"))).toEqual({ kind: "fatal" });
});

test("a provider that asks for time is given it, and no attempt is spent", () => {
  expect(verdictOf(new ReaderRateLimited(7_000))).toEqual({ kind: "defer", delayMs: 7_000 });
});

test("a provider that fails, and a bug of ours, are tried again", () => {
  expect(verdictOf(new ReaderUnavailable("502"))).toEqual({ kind: "retry" });
  expect(verdictOf(new TypeError("oops"))).toEqual({ kind: "retry" });
});
