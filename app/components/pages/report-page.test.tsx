// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { composeReading } from "#core/reading/builtin/compose-reading.ts";
import type { Language, Report } from "#core/reading/reading.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { drawnLines } from "#tests/support/drawn-lines.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { ReportPage } from "./report-page.tsx";

afterEach(cleanup);

type ReportedReading = Parameters<typeof ReportPage>[0]["reading"];

function sample(writtenIn: Language, change: Partial<Report> = {}): ReportedReading {
  const { assessment, summary, report } = sampleAnswer({
    language: writtenIn,
    slots: ["left", "right"],
  });
  if (!summary || !report) throw new Error("the sample is a reading");
  return {
    analysisId: "1",
    label: null,
    writtenIn,
    writingHand: null,
    sights: null,
    summary,
    assessment,
    reader: "openai",
    model: "gpt-x",
    madeAt: "2026-11-24T10:00:00Z",
    keptUntil: null,
    photos: [
      { hand: "left", width: 180, height: 240 },
      { hand: "right", width: 180, height: 240 },
    ],
    showsPhotos: true,
    report: { ...report, ...change },
    reasons: {},
    terms: ["line-heart", "mount-venus"],
  };
}

const show = (reading: ReportedReading, language: Language = "en") =>
  render(<ReportPage messages={messagesOf(language)} language={language} reading={reading} />);

const headings = (level: number) =>
  screen.getAllByRole("heading", { level }).map(({ textContent }) => textContent);

/** The section under a heading of the second level. */
function section(title: string) {
  const found = screen.getByRole("heading", { level: 2, name: title }).closest("section");
  if (!found) throw new Error(`${title} has no section`);
  return within(found);
}

/** The text of what the selector does not match. */
function textWithout(container: Element, selector: string): string {
  const copy = container.cloneNode(true) as Element;
  for (const element of copy.querySelectorAll(selector)) element.remove();
  return copy.textContent ?? "";
}

const minorLine = {
  key: "travel",
  side: "left",
  observed: "A fine line on the edge.",
  meaning: "Tradition links it with journeys.",
  confidence: "low",
} as const;

const sign = {
  key: "fish",
  side: "right",
  location: "above the wrist",
  observed: "A long oval with a tail.",
  meaning: "Tradition calls it a sign of good fortune.",
  confidence: "high",
} as const;

describe("the page of the full report", () => {
  test("begins with the summary, and lists every section that follows with a link to it", () => {
    const { container } = show(sample("en", { minor_lines: [minorLine], signs: [sign] }));
    expect(headings(1)).toEqual(["A steady hand with a clear heart line"]);
    expect(screen.getByText(/^Your palm is broad/)).toBeTruthy();

    const contents = within(screen.getByRole("navigation", { name: "In this report" }));
    const links = contents.getAllByRole("link");
    expect(links.map(({ textContent }) => textContent)).toEqual([
      "Your hand as a whole",
      "The lines",
      "The fingers",
      "The mounts",
      "The small lines",
      "Signs that may be there",
      "Your two hands",
      "Parts of life",
      "Strengths",
      "Where you may grow",
      "Things to try",
      "What could not be seen",
      "Questions to go on with",
    ]);
    for (const link of links) {
      const target = container.querySelector(link.getAttribute("href") ?? "");
      expect(target?.querySelector("h2")?.textContent).toBe(link.textContent);
    }
  });

  test("names each line in both scripts, and keeps what was seen apart from what tradition says", () => {
    show(sample("en"));
    const lines = section("The lines");
    const heart = lines.getByRole("heading", { level: 3, name: "heart line हृदय रेखा" });
    expect(heart.querySelector("[lang=hi]")?.textContent).toBe("हृदय रेखा");
    expect(heart.querySelector("a")?.getAttribute("href")).toBe("/glossary#line-heart");
    expect(
      lines
        .getAllByRole("term")
        .map(({ textContent }) => textContent)
        .slice(0, 2),
    ).toEqual(["What was seen", "What tradition says"]);
    const [left, right, says] = lines.getAllByRole("definition");
    expect(left?.textContent).toMatch(
      /^On the left hand: clearly visible\. It runs clearly .* We are fairly sure of this\.$/,
    );
    expect(right?.textContent).toMatch(/^On the right hand:/);
    expect(says?.textContent).toMatch(/^Tradition links this/);
  });

  test("leads from every drawn line to its section, and from there back", () => {
    const lines = drawnLines({ fate: "faint" });
    const sight = { kind: "seen", seems: null, notes: [], measures: null, lines } as const;
    const { container } = show({ ...sample("en"), sights: [{ hand: "left", sight }] });
    const drawing = within(screen.getByRole("group", { name: /left hand/ }));
    for (const line of ["heart", "head", "life"]) {
      const href = drawing.getByRole("link", { name: new RegExp(line) }).getAttribute("href") ?? "";
      const part = container.querySelector<HTMLElement>(href);
      if (!part) throw new Error(`${line} leads nowhere`);
      expect(part.querySelector("h3")?.textContent).toContain(`${line} line`);
      const back = within(part).getByRole("link", { name: "Back to the photo" });
      expect(container.querySelector(back.getAttribute("href") ?? "")?.contains(part)).toBe(false);
    }
    // The report says nothing of it, so there is nothing to go to.
    expect(drawing.queryByRole("link", { name: /fate/ })).toBeNull();
  });

  test("says on request why it says so, by which rule and after whom", () => {
    const reason = (rule: string) => ({ rule, says: `Says ${rule}.`, source: "Cheiro (1894)" });
    show({
      ...sample("en"),
      reasons: {
        hand: [reason("element_earth")],
        "line:heart": [reason("heart_curved"), reason("heart_long")],
        "area:mind": [reason("head_straight")],
      },
    });
    const reasonsIn = (title: string) =>
      section(title)
        .queryAllByText("Why do you say so?")
        .map((summary) =>
          [...(summary.closest("details")?.querySelectorAll("li") ?? [])].map(
            ({ textContent }) => textContent,
          ),
        );
    expect(reasonsIn("Your hand as a whole")).toEqual([
      ["Says element_earth. After: Cheiro (1894). Rule: element_earth"],
    ]);
    expect(reasonsIn("The lines")).toEqual([
      [
        "Says heart_curved. After: Cheiro (1894). Rule: heart_curved",
        "Says heart_long. After: Cheiro (1894). Rule: heart_long",
      ],
    ]);
    expect(reasonsIn("Parts of life")).toHaveLength(1);
    expect(reasonsIn("Strengths")).toEqual([]);
  });

  test("has room after each part for what others say of it", () => {
    const { container } = render(
      <ReportPage
        messages={messagesOf("en")}
        language="en"
        reading={sample("en")}
        afterPart={(part, name) => <output data-part={part}>{name}</output>}
      />,
    );
    const inside = (selector: string) =>
      [...container.querySelectorAll<HTMLElement>(`${selector} output`)].map(
        ({ dataset, textContent }) => [dataset["part"], textContent],
      );
    expect(inside("#line-heart")).toEqual([["line:heart", "heart line"]]);
    expect(inside("#life_areas")).toEqual([
      ["area:character", "character"],
      ["area:mind", "mind and learning"],
      ["area:relationships", "feelings and relationships"],
      ["life_areas", "Parts of life"],
    ]);
  });

  test("is not sure of a line that it did not see", () => {
    const [line] = sample("en").report?.lines ?? [];
    const [hand] = line?.hands ?? [];
    if (!line || !hand) throw new Error("the sample has lines");
    show(
      sample("en", {
        lines: [{ ...line, hands: [{ ...hand, visibility: "not_visible", observed: "" }] }],
      }),
    );
    expect(section("The lines").getAllByRole("definition")[0]?.textContent?.trim()).toBe(
      "On the left hand: not visible in this photo.",
    );
  });

  test("tells of mounts, small lines and signs how sure they are and on which hand", () => {
    show(sample("en", { minor_lines: [minorLine], signs: [sign] }));
    expect(
      section("The mounts").getByText(/neither full nor flat\. We are not very sure/),
    ).toBeTruthy();
    expect(section("The small lines").getAllByRole("definition")[0]?.textContent).toBe(
      "On the left hand: A fine line on the edge. We are not very sure of this.",
    );
    const [where, what] = section("Signs that may be there").getAllByRole("definition");
    expect(where?.textContent).toBe("On the right hand: above the wrist");
    expect(what?.textContent).toBe("A long oval with a tail. We are sure of this.");
  });

  test("says in words what each part of life rests on, and nothing of what nobody knows", () => {
    const based_on = ["line:heart", "mount:venus", "planet:x", "line:heart"];
    show(
      sample("en", {
        life_areas: [
          { key: "mind", text: "You may like to learn.", based_on },
          { key: "career", text: "You may like to work.", based_on: ["planet:x"] },
        ],
      }),
    );
    const areas = section("Parts of life");
    expect(areas.getAllByText(/^Rests on/).map(({ textContent }) => textContent)).toEqual([
      "Rests on: heart line and mount of Venus",
    ]);
    for (const link of areas.getAllByRole("link")) {
      const part = document.querySelector(link.getAttribute("href") ?? "");
      expect(part?.querySelector("h3")?.textContent).toContain(link.textContent);
    }
  });

  test("shows no section without content, and no table of contents for a few", () => {
    const empty = { available: false, similarities: [], differences: [], meaning: null };
    show(
      sample("en", {
        lines: [],
        mounts: [],
        fingers: [],
        comparison: empty,
        life_areas: [],
        strengths: [" "],
        growth_points: [],
        guidance: [],
        suggested_questions: [],
      }),
    );
    expect(headings(2)).toEqual([
      "Your palm and its lines",
      "What it rests on",
      "Your hand as a whole",
      "What could not be seen",
    ]);
    expect(screen.queryByRole("navigation")).toBeNull();
  });

  test("says of a reading that was made as a summary only that there is no more", () => {
    show({ ...sample("en"), report: null });
    expect(screen.getByText(/made as a summary only/)).toBeTruthy();
    expect(headings(2)).toEqual(["Your palm and its lines", "What it rests on"]);
  });

  test("ends with the disclaimer, who read, and until when it is kept if it is not kept for good", () => {
    show({ ...sample("en"), label: "for my mother" });
    expect(screen.getByText("Full report: for my mother")).toBeTruthy();
    expect(screen.getByText(/not medical, legal or financial advice/)).toBeTruthy();
    expect(screen.getByText(/gpt-x/).textContent).toMatch(/24 November 2026\.\s*$/);
    cleanup();
    show({ ...sample("en"), keptUntil: "2026-12-01T10:00:00Z" });
    expect(screen.getByText(/deleted, with its photos, on 1 December 2026/)).toBeTruthy();
  });
});

describe("the page of the full report in two languages", () => {
  test("speaks Hindi, with English names beside the Hindi ones", () => {
    const { container } = show(sample("hi"), "hi");
    expect(section("रेखाएँ").getByRole("heading", { name: "हृदय रेखा heart line" })).toBeTruthy();
    const bases = section("जीवन के पहलू").getAllByText(/^आधार:/);
    expect(bases.map(({ textContent }) => textContent)).toEqual(Array(3).fill("आधार: हृदय रेखा"));
    expect(container.querySelector("[lang=hi]")).toBeNull();
    const words = textWithout(container, "[lang=en]").replace(/OpenAI|AI|PDF|gpt-x/g, "");
    expect(words.match(/[a-z]{3,}/gi)).toBeNull();
  });

  test("marks every passage that is in another language than the page, and none of the page's own", () => {
    const { container } = show(sample("hi"));
    const marked = [...container.querySelectorAll("[lang=hi]")];
    for (const element of marked) expect(element.textContent).toMatch(/\p{Script=Devanagari}/u);
    expect(textWithout(container, "[lang=hi]")).not.toMatch(/\p{Script=Devanagari}/u);
  });
});

test.each(["en", "hi"] as const)(
  "what the built-in reader reports has its place on the page (%s)",
  (language) => {
    const measures = { palmRatio: 1, fingerRatio: 0.9, indexToRing: 1, spread: 20, thumbAngle: 50 };
    const sight = { kind: "seen", seems: null, notes: [], measures, lines: null } as const;
    const { summary, assessment, report } = composeReading(
      [
        { hand: "left", sight },
        { hand: "right", sight },
      ],
      { writingHand: "right", language },
    );
    if (!report) throw new Error("the built-in reader makes a report");
    const { container } = show({ ...sample(language), summary, assessment, report }, language);
    const { sections } = messagesOf(language).report;
    expect(screen.queryByRole("heading", { level: 2, name: sections.lines })).toBeNull();
    const { limits, life_areas, guidance, comparison, fingers } = report;
    for (const said of [
      limits,
      ...guidance,
      ...comparison.similarities,
      ...life_areas.map(({ text }) => text),
      ...fingers.flatMap(({ observed, meaning }) => [observed, meaning]),
    ]) {
      expect(container.textContent).toContain(said);
    }
  },
);
