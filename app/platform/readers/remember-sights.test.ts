import { expect, test } from "vitest";
import type { Hand } from "#core/photos/photo.ts";
import { trustedSight } from "#tests/support/trusting-eye.ts";
import { rememberSights } from "./remember-sights.ts";

function given() {
  const looks: string[] = [];
  let time = 0;
  const look = rememberSights(
    async (jpeg, { declared }) => {
      looks.push(`${declared} ${jpeg.join()}`);
      if (jpeg[0] === 99) throw new Error("the thread died");
      return trustedSight;
    },
    () => time,
  );
  const { signal } = new AbortController();
  return {
    looks,
    see: (photo: readonly number[], declared: Hand = "left") =>
      look(Uint8Array.from(photo), { declared, signal }),
    wait: (ms: number) => (time += ms),
  };
}

test("a photo is looked at once, however often its reading tries again", async () => {
  const { see, looks } = given();
  expect(await see([1])).toEqual(trustedSight);
  expect(await see([1])).toEqual(trustedSight);
  await see([2]);
  await see([1], "right");
  expect(looks).toEqual(["left 1", "left 2", "right 1"]);
});

test("a look that failed is tried again, and what was seen is forgotten after a while", async () => {
  const { see, looks, wait } = given();
  await expect(see([99])).rejects.toThrow("the thread died");
  await expect(see([99])).rejects.toThrow("the thread died");
  await see([1]);
  wait(21 * 60_000);
  await see([1]);
  expect(looks).toEqual(["left 99", "left 99", "left 1", "left 1"]);
});

test("of very many photos the oldest are forgotten", async () => {
  const { see, looks } = given();
  for (let i = 0; i <= 200; i += 1) await see([1, i % 256, i]);
  looks.length = 0;
  await see([1, 200, 200]);
  await see([1, 0, 0]);
  expect(looks).toEqual(["left 1,0,0"]);
});
