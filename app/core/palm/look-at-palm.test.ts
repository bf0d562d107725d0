import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawPalm } from "#tests/support/drawn-palm.ts";
import { drawHand, drawLandscape, type SyntheticHand } from "#tests/support/synthetic-hand.ts";
import { lookAt } from "#tests/support/look-at.ts";
import { lookAtPalm } from "./look-at-palm.ts";

const lookAtDrawn = async (hand: SyntheticHand) => lookAt(await drawHand(hand));

describe("looking at a drawn palm", { timeout: 60_000 }, () => {
  test.each([
    ["upright", "left", {}],
    ["upright", "right", {}],
    ["turned to the side", "left", { turn: 90 }],
    ["upside down", "right", { turn: 180 }],
    ["dark-skinned", "left", { skin: "#3a2418", background: "#c0c0b8" }],
    ["light-skinned on dark ground", "right", { skin: "#f0c9b0", background: "#505560" }],
  ] as const)(
    "finds a hand that is %s, and that it is the %s one",
    async (_name, hand, options) => {
      expect(await lookAtDrawn({ ...options, hand })).toMatchObject({ kind: "seen", seems: hand });
    },
  );

  test("does not call a dark skin a dark photo", async () => {
    const sight = await lookAtDrawn({ skin: "#3a2418", background: "#c0c0b8" });
    expect(sight).toMatchObject({ kind: "seen", notes: [] });
  });

  test.each([
    ["blue", [0.6, 0.8, 1.15]],
    ["green", [0.6, 1, 0.65]],
  ])("finds a hand in %s light, in which no skin has the colour of skin", async (_name, light) => {
    const photo = await sharp(await drawHand())
      .linear(light, [0, 0, 0])
      .jpeg()
      .toBuffer();
    expect(await lookAt(photo)).toMatchObject({ kind: "seen", seems: "left" });
  });

  test("judges the light of a photo by the photo, not by what was made of it to find the hand", async () => {
    const night = await drawHand({ background: "#202224" });
    const yellow = await sharp(night).linear([2.5, 2.5, 1.7], [0, 0, 0]).jpeg().toBuffer();
    expect(await lookAt(yellow)).toEqual({ kind: "refused", problem: "overexposed" });

    const green = sharp({
      create: { width: 300, height: 300, channels: 3, background: "#006400" },
    });
    expect(await lookAt(await green.jpeg().toBuffer())).toMatchObject({ problem: "no_hand" });
  });

  test("measures the same hand alike, whichever way it lies", async () => {
    const sights = await Promise.all([{}, { turn: 90 }, { turn: 180 }].map(lookAtDrawn));
    const ratios = sights.map((sight) =>
      sight.kind === "seen" ? sight.measures?.palmRatio : undefined,
    );
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? NaN, 0.8);
  });

  test.each([
    ["too dark", { brightness: 0.1 }, "too_dark"],
    ["too blurred", { blur: 30 }, "too_blurred"],
    ["tiny", { size: 0.1 }, "no_hand"],
  ])("says what is wrong with a photo that is %s", async (_name, options, problem) => {
    expect(await lookAtDrawn(options)).toEqual({ kind: "refused", problem });
  });

  test("does not choose between two hands", async () => {
    const left = await drawPalm({ hand: "left", side: 500 });
    const right = await drawPalm({ hand: "right", side: 500 });
    const { width, height } = left;
    const both = await sharp({
      create: { width: 2 * width, height, channels: 3, background: "#cccccc" },
    })
      .composite([left, right].map(({ jpeg }, i) => ({ input: jpeg, left: i * width, top: 0 })))
      .jpeg()
      .toBuffer();
    expect(await lookAt(both)).toEqual({ kind: "refused", problem: "several_hands" });
  });

  test("finds no hand in a landscape, on a plain wall or in a drawing of stripes", async () => {
    const wall = sharp({ create: { width: 600, height: 800, channels: 3, background: "#d9a27e" } });
    const stripes = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800">${Array.from(
        { length: 12 },
        (_, i) => `<rect x="${i * 50}" width="25" height="800" fill="#b97b55"/>`,
      ).join("")}</svg>`,
    );
    for (const picture of [
      await drawLandscape(),
      await wall.jpeg().toBuffer(),
      await sharp(stripes).flatten({ background: "#fff" }).jpeg().toBuffer(),
    ]) {
      expect(await lookAt(picture)).toMatchObject({ kind: "refused" });
    }
  });

  test("gives the same answer for the same pixels", async () => {
    const photo = await drawHand({ turn: 20 });
    expect(await lookAt(photo)).toEqual(await lookAt(photo));
  });

  test("takes a picture of one pixel for what it is", async () => {
    const picture = { width: 1, height: 1, rgb: Uint8Array.from([200, 150, 120]) };
    expect(lookAtPalm(picture)).toMatchObject({ kind: "refused" });
  });
});
