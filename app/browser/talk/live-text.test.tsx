// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { createLiveText } from "./live-text.ts";

let place: HTMLElement;
beforeEach(() => {
  place = document.createElement("div");
});

/** What a live region reads out: the elements that were added, without those that are hidden from it. */
const told = () =>
  [...place.querySelectorAll("span:not([aria-hidden])")].map(({ textContent }) => textContent);

test("every word is seen when it comes, and read out with its sentence", () => {
  const live = createLiveText(place);
  live.put(0, "Your heart line is lo");
  expect(place.textContent).toBe("Your heart line is lo");
  expect(told()).toEqual([]);
  live.put(21, "ng. It may sug");
  expect(place.textContent).toBe("Your heart line is long. It may sug");
  expect(told()).toEqual(["Your heart line is long. "]);
  live.put(35, "gest warmth");
  expect(live.end()).toBe(true);
  expect(told()).toEqual(["Your heart line is long. ", "It may suggest warmth"]);
});

test("a sentence of Hindi ends with its danda", () => {
  createLiveText(place).put(0, "आपकी हृदय रेखा लंबी है। यह अपनेपन");
  expect(told()).toEqual(["आपकी हृदय रेखा लंबी है। "]);
});

test("a line without an end is read out all the same", () => {
  createLiveText(place).put(0, "word ".repeat(60));
  expect(told().join("")).toBe("word ".repeat(60));
});

test("a piece that comes twice stands there once", () => {
  const live = createLiveText(place);
  for (const at of [0, 0]) live.put(at, "One. Two. ");
  live.put(10, "Three.");
  live.put(10, "Three.");
  expect(place.textContent).toBe("One. Two. Three.");
});

test("what is told again when a tab comes back is not read out again", () => {
  const live = createLiveText(place);
  document.body.append(place);
  const pieces = [
    [0, "One. "],
    [5, "Two. "],
    [10, "Thr"],
  ] as const;
  for (const [at, piece] of pieces) live.put(at, piece);
  const spans = [...place.children];
  for (const [at, piece] of pieces) live.put(at, piece);
  live.put(13, "ee.");
  expect([...place.children]).toEqual(spans);
  expect([...place.children].every((span, index) => span === spans[index])).toBe(true);
  expect(place.textContent).toBe("One. Two. Three.");
  place.remove();
});

test("an answer that begins anew replaces what stood there", () => {
  const live = createLiveText(place);
  live.put(0, "A worker that died. In the mid");
  live.put(0, "Another ");
  live.put(8, "one.");
  expect(place.textContent).toBe("Another one.");
});

test("a piece with a gap before it is left out, for the end brings the whole", () => {
  const live = createLiveText(place);
  live.put(0, "One. ");
  live.put(50, "Lost.");
  expect(place.textContent).toBe("One. ");
});

test("the marks of Markdown are not shown, and nothing is taken for HTML", () => {
  const live = createLiveText(place);
  live.put(0, "## Your **heart**\n- See [the line](#line-heart) <img src=x onerror=alert(1)>\n");
  expect(place.textContent).toBe("Your heart\nSee the line <img src=x onerror=alert(1)>\n");
  expect(place.querySelector("img")).toBeNull();
});

test("nothing is seen of an answer of which no piece came", () => {
  expect(createLiveText(place).end()).toBe(false);
  expect(place.childElementCount).toBe(0);
});
