// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { messagesOf } from "#locales/messages-of.ts";
import { FailedPage } from "./failed-page.tsx";
import { SummaryPage } from "./summary-page.tsx";
import { WaitingPage } from "./waiting-page.tsx";

afterEach(cleanup);
const messages = messagesOf("en");

describe("the waiting page", () => {
  const show = (
    stage: "received" | "checking" | "reading",
    queuePosition: number | null = null,
    notice: string | null = null,
  ) =>
    render(
      <WaitingPage
        messages={messages}
        language="en"
        status={{
          analysis_id: "1",
          status: stage === "received" ? "queued" : "processing",
          stage,
          queue_position: queuePosition,
          notice,
        }}
        csrf="token"
        isRefreshing
        usualSeconds={4}
        modules={[]}
      />,
    );

  test("marks the present stage for eyes and for screen readers, in words", () => {
    show("checking");
    const stages = within(screen.getByRole("list", { name: "How far your reading is" }));
    const [received, checking, reading] = stages.getAllByRole("listitem");
    expect(received?.textContent).toContain("finished");
    expect(checking?.getAttribute("aria-current")).toBe("step");
    expect(reading?.textContent).toContain("still to come");
    expect(screen.getByRole("status").textContent).toBe(
      "We are opening your photo and putting it upright.",
    );
  });

  test("tells how many readings are before this one, and nothing when none is", () => {
    show("received", 3);
    expect(screen.getByText("Readings before yours:").hidden).toBe(false);
    cleanup();
    show("received", 0);
    expect(screen.getByText("Readings before yours:").hidden).toBe(true);
  });

  test("says honestly why it takes longer, and that the photo is kept", () => {
    show("received", null, messages.waiting.held.away);
    expect(screen.getByText(/is not answering at the moment\. We keep your photo/).hidden).toBe(
      false,
    );
  });
});

describe("the summary page", () => {
  const reading: Parameters<typeof SummaryPage>[0]["reading"] = {
    analysisId: "1",
    label: null,
    writtenIn: "hi",
    writingHand: null,
    sights: null,
    summary: { headline: "चौकोर हाथ", text: "सार।", highlights: ["एक", "दो", "तीन"] },
    assessment: {
      overall: "usable",
      photos: [
        {
          slot: "left",
          is_palm: true,
          seems_side: "right",
          quality: "usable",
          problems: ["dark"],
          retake_tip: "खिड़की के पास जाइए।",
        },
      ],
    },
    reader: "builtin",
    model: null,
    madeAt: "2026-11-24T10:00:00Z",
    keptUntil: "2026-12-01T10:00:00Z",
    photos: [{ hand: "left", width: 180, height: 240 }],
    showsPhotos: true,
  };

  test("marks what is written in another language than the page", () => {
    const { container } = render(
      <SummaryPage messages={messages} language="en" reading={reading} />,
    );
    expect(container.querySelector("h1")?.getAttribute("lang")).toBe("hi");
    expect(container.querySelector(".highlights")?.getAttribute("lang")).toBe("hi");
  });

  test("asks when the photo looks like the other hand, and names what was wrong with it", () => {
    render(<SummaryPage messages={messages} language="en" reading={reading} />);
    expect(screen.getByText(/it looks like a right one/)).toBeTruthy();
    expect(screen.getByText("The photo is rather dark.")).toBeTruthy();
    expect(screen.getByText("खिड़की के पास जाइए।").getAttribute("lang")).toBe("hi");
  });

  test("says who read, when, and until when it is kept", () => {
    render(<SummaryPage messages={messages} language="en" reading={reading} />);
    expect(screen.getByText(/built-in reader/).textContent).toMatch(
      /24 November 2026.*1 December 2026/,
    );
    expect(screen.getByText(/not medical, legal or financial advice/)).toBeTruthy();
  });
});

describe("the page of a reading that failed", () => {
  test("gives the reason, the hand, a tip and a way to try again", () => {
    render(
      <FailedPage
        messages={messages}
        language="en"
        error={{ code: "palm.too_dark", params: { hand: "left" } }}
        analysisId="1"
        canRetry={false}
        photos={[{ hand: "left", width: 90, height: 120 }]}
        keptUntil="2026-12-01T10:00:00Z"
        csrf="token"
      />,
    );
    expect(screen.getByText(/too dark to see the palm/).textContent).toContain("left hand");
    expect(screen.getByText(/Go to a window/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Try with another photo" }).getAttribute("href")).toBe(
      "/analyses/new",
    );
  });

  test("has a sentence, a drawing and a tip for every reason in both languages", () => {
    for (const language of ["en", "hi"] as const) {
      const { failed } = messagesOf(language);
      for (const [problem, tip] of Object.entries(failed.tips)) {
        const { container } = render(
          <FailedPage
            messages={messagesOf(language)}
            language={language}
            error={{ code: `palm.${problem}`, params: {} }}
            analysisId="1"
            canRetry={false}
            photos={[]}
            keptUntil={null}
            csrf="token"
          />,
        );
        const helps = screen.getByRole("heading", { name: failed.tip }).closest("section");
        expect(helps?.textContent).toContain(tip);
        expect(helps?.querySelector("svg path.do")?.getAttribute("d"), problem).toMatch(/^M\d/);
        expect(container.querySelector(".lead")?.textContent).not.toBe("");
        cleanup();
      }
    }
  });

  test("says what was kept and until when, and shows it", () => {
    const show = (kept: Pick<Parameters<typeof FailedPage>[0], "photos" | "keptUntil">) =>
      render(
        <FailedPage
          messages={messages}
          language="en"
          error={{ code: "palm.no_hand", params: {} }}
          analysisId="1"
          canRetry={false}
          csrf="token"
          {...kept}
        />,
      );
    show({
      photos: [{ hand: "left", width: 90, height: 120 }],
      keptUntil: "2026-12-01T10:00:00Z",
    });
    expect(screen.getByText(/for you alone, and is deleted on 1 December 2026/)).toBeTruthy();
    expect(screen.getByRole("img", { name: /left palm/ }).getAttribute("src")).toBe(
      "/analyses/1/photos/left?size=thumb",
    );
    cleanup();
    show({ photos: [], keptUntil: null });
    expect(screen.getByText("Of your photos we kept nothing.")).toBeTruthy();
    expect(screen.queryByRole("img")).toBeNull();
  });

  test("does not blame the photo for our own fault", () => {
    render(
      <FailedPage
        messages={messages}
        language="en"
        error={{ code: "internal", params: {} }}
        analysisId="1"
        canRetry
        photos={[]}
        keptUntil={null}
        csrf="token"
      />,
    );
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "We could not finish your reading",
    );
  });
});
