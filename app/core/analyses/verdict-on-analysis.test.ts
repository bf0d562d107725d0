import { expect, test } from "vitest";
import { PhotoMissing } from "../photos/photo-missing.ts";
import { PhotoRejected } from "../photos/photo.ts";
import { ofHand } from "../photos/receive-photo.ts";
import { PalmNotReadable, ReaderGaveUp, ReaderUnavailable } from "../reading/reading-failures.ts";
import { verdictOnAnalysis } from "./verdict-on-analysis.ts";

test("a photo that shows no palm, or cannot be opened, is an answer and no failure", () => {
  const unreadable = new PhotoRejected("unreadable", { cause: new Error("not a JPEG") });
  for (const error of [new PalmNotReadable("no_hand"), ofHand(unreadable, "left")]) {
    expect(verdictOnAnalysis(error)).toEqual({ kind: "decline" });
  }
});

test("a photo that we have lost, and a model that gives no reading, are failures", () => {
  const lost = new PhotoRejected("unreadable", { cause: new PhotoMissing("guest/1.jpg") });
  for (const error of [lost, new ReaderGaveUp("refused")]) {
    expect(verdictOnAnalysis(error)).toEqual({ kind: "fatal" });
  }
  expect(verdictOnAnalysis(new ReaderUnavailable("502"))).toEqual({ kind: "retry" });
});
