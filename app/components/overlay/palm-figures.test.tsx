// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { LineKey } from "#core/palm/palm-lines.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { drawnLines } from "#tests/support/drawn-lines.ts";
import type { ShownReading } from "../shown-reading.ts";
import { PalmFigures } from "./palm-figures.tsx";

afterEach(cleanup);

function reading(change: Partial<ShownReading> = {}): ShownReading {
  const lines = drawnLines({ head: "faint", fate: "none" });
  return {
    analysisId: "1",
    label: null,
    writtenIn: "en",
    writingHand: "left",
    summary: { headline: "", text: "", highlights: [] },
    assessment: { overall: "good", photos: [] },
    sights: [
      { hand: "left", sight: { kind: "seen", seems: "left", notes: [], measures: null, lines } },
      { hand: "right", sight: { kind: "refused", problem: "too_dark" } },
    ],
    reader: "builtin",
    model: null,
    madeAt: "2026-11-24T10:00:00Z",
    keptUntil: null,
    photos: [
      { hand: "left", width: 360, height: 480 },
      { hand: "right", width: 360, height: 480 },
    ],
    showsPhotos: true,
    ...change,
  };
}

const show = (shown: ShownReading, hrefOf?: (line: LineKey) => string) =>
  render(<PalmFigures messages={messagesOf("en")} reading={shown} {...(hrefOf && { hrefOf })} />);

const toSection = (line: LineKey) => `#line-${line}`;
const drawing = () =>
  screen.getByRole("group", { name: "Lines drawn over the photo of your left hand" });

describe("the lines over a photo", () => {
  test("lead to their sections, each by its name and how it was seen", () => {
    show(reading(), toSection);
    const links = within(drawing()).getAllByRole("link");
    expect(
      links.map((link) => [link.getAttribute("aria-label"), link.getAttribute("href")]),
    ).toEqual([
      ["1 heart line, clearly seen: solid", "#line-heart"],
      ["2 head line, faintly seen: dashed", "#line-head"],
      ["3 life line, clearly seen: solid", "#line-life"],
    ]);
  });

  test("are solid where they are clear and dashed where they are faint, whatever their colour", () => {
    const { container } = show(reading(), toSection);
    const dashes = (line: string) =>
      container.querySelector(`.traced .${line} .core`)?.getAttribute("stroke-dasharray");
    expect(dashes("heart")).toBeNull();
    expect(dashes("life")).toBeNull();
    expect(dashes("head")).toMatch(/^\d/);
  });

  test("have one pattern for clear and one for faint, on the photo as in the list, whichever line it is", () => {
    const patterns = (["clear", "faint"] as const).map((grade) => {
      const lines = drawnLines({ heart: grade, head: grade, life: grade, fate: grade });
      const sight = { kind: "seen", seems: null, notes: [], measures: null, lines } as const;
      const { container } = show(reading({ sights: [{ hand: "left", sight }] }));
      const strokes = [...container.querySelectorAll(":is(.traced, .legend) path:not(.under)")];
      expect(strokes).toHaveLength(8);
      const found = new Set(strokes.map((path) => path.getAttribute("stroke-dasharray")));
      cleanup();
      return [...found];
    });
    expect(patterns).toEqual([[null], [expect.stringMatching(/^\d/)]]);
  });

  test("stay at the same place of the photo whatever its size, and keep their labels inside and apart", () => {
    const { container } = show(reading());
    const { viewBox } = container.querySelector(".traced") as SVGSVGElement;
    expect([viewBox.baseVal.width, viewBox.baseVal.height]).toEqual([720, 960]);
    expect(container.querySelector(".heart .core")?.getAttribute("d")).toMatch(/^M173 480q/);
    const labels = [...container.querySelectorAll(".traced circle")].map((circle) => ({
      x: Number(circle.getAttribute("cx")),
      y: Number(circle.getAttribute("cy")),
      r: Number(circle.getAttribute("r")),
    }));
    for (const { x, y, r } of labels) {
      expect(Math.min(x, 720 - x, y, 960 - y)).toBeGreaterThan(r);
    }
    for (const [index, one] of labels.entries()) {
      for (const other of labels.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * one.r);
      }
    }
  });

  test("are listed beside the photo in both scripts, those that were not seen as well", () => {
    show(reading(), toSection);
    const [list] = screen.getAllByRole("list");
    if (!list) throw new Error("there is no list");
    expect(
      within(list)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual([
      "heart line हृदय रेखाclearly seen: solid",
      "head line मस्तिष्क रेखाfaintly seen: dashed",
      "life line जीवन रेखाclearly seen: solid",
      "fate line भाग्य रेखाnot seen in this photo",
    ]);
    expect(list.querySelectorAll("[lang=hi]")).toHaveLength(4);
  });

  test("are no links where they lead nowhere", () => {
    show(reading());
    expect(within(drawing()).queryByRole("link")).toBeNull();
  });
});

describe("the figure of a hand", () => {
  test("says which hand writes, and where no line was drawn", () => {
    show(reading());
    expect(screen.getByText("left hand").parentElement?.textContent).toBe(
      "left hand (you write with it)",
    );
    const right = screen.getByRole("img", { name: /right palm/ }).closest("figure");
    expect(right?.textContent).toMatch(/^right handWe drew no lines on this photo/);
  });

  test("shows its photo late and in its place, and without the lines by a plain link to itself", () => {
    show(reading());
    const photo = screen.getByRole("img", { name: "Your left palm, as you sent it" });
    expect(photo.getAttribute("loading")).toBe("lazy");
    expect([photo.getAttribute("width"), photo.getAttribute("height")]).toEqual(["360", "480"]);
    const bare = screen.getByRole("link", { name: "See the photo without the lines" });
    expect(bare.getAttribute("href")).toBe(`#${photo.closest("figure")?.id ?? ""}`);
  });

  test("draws the lines alone for a browser that saves data, with a way to the photo", () => {
    show(reading({ showsPhotos: false }));
    expect(screen.queryByRole("img")).toBeNull();
    expect(drawing()).toBeTruthy();
    expect(screen.getByRole("link", { name: "Show the photo" }).getAttribute("href")).toBe(
      "?photo=shown",
    );
  });
});
