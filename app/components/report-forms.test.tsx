// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { messagesOf } from "#locales/messages-of.ts";
import { FeedbackForm, SectionFeedback } from "./section-feedback.tsx";
import { ShareLink } from "./share-link.tsx";

afterEach(cleanup);

describe.each(["en", "hi"] as const)("the report's own forms in %s", (language) => {
  const messages = messagesOf(language);
  const { feedback, link: words } = messages.sharing;
  const own = { messages, csrf: "the token", action: "/analyses/1", news: null };
  const name = messages.report.line.heart;
  const named = (answer: "yes" | "no") => feedback.about({ answer: feedback[answer], part: name });

  /** What pressing a button sends. */
  function sentBy(button: HTMLElement): Record<string, unknown> {
    const { form } = button as HTMLButtonElement;
    if (!form) throw new Error("the button belongs to no form");
    return Object.fromEntries(new FormData(form, button));
  }

  const ask = (answers: object, part = "line:heart", news: object | null = null) =>
    render(
      <>
        <FeedbackForm {...own} />
        <SectionFeedback
          messages={messages}
          part={part}
          name={name}
          answers={answers}
          news={news as never}
        />
      </>,
    );

  test("one form sends every answer, with what it is about", () => {
    ask({});
    const yes = screen.getByRole("button", { name: named("yes"), pressed: false });
    const sent = { csrf: "the token", intent: "feedback" };
    expect(sentBy(yes)).toEqual({ ...sent, said: "yes line:heart" });
    expect(sentBy(screen.getByRole("button", { name: named("no") }))).toEqual({
      ...sent,
      said: "no line:heart",
    });
  });

  test("an answer that is given is marked, can be changed and taken back, and is thanked for once", () => {
    const news = { kind: "thanks", part: "line:heart" };
    ask({ "line:heart": false }, "line:heart", news);
    const no = screen.getByRole("button", { name: named("no"), pressed: true });
    expect(sentBy(no)["said"]).toBe("none line:heart");
    expect(sentBy(screen.getByRole("button", { name: named("yes") }))["said"]).toBe(
      "yes line:heart",
    );
    expect(screen.getByRole("status").textContent).toBe(feedback.thanks);
    cleanup();
    ask({ "line:heart": false }, "line:heart", { ...news, part: "summary" });
    expect(screen.queryByRole("status")).toBeNull();
  });

  test("nobody is asked about a section whose entries are asked about one by one", () => {
    for (const part of ["lines", "life_areas", "limits", "suggested_questions"]) {
      ask({}, part);
      expect(screen.queryByRole("button")).toBeNull();
      cleanup();
    }
  });

  test("a link is made and taken back by forms of their own, and shown while there is one", () => {
    const { rerender } = render(<ShareLink {...own} link={null} />);
    expect(screen.queryByRole("textbox")).toBeNull();
    const make = screen.getByText(words.make);
    expect(sentBy(make)).toEqual({ csrf: "the token", intent: "share" });

    const address = "https://hastarekha.example/shared/secret";
    rerender(<ShareLink {...own} link={{ address }} />);
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: words.yours }).value).toBe(
      address,
    );
    const send = screen.getByRole("link", { name: words.send }).getAttribute("href") ?? "";
    expect(new URL(send).searchParams.get("text")).toBe(address);
    expect(sentBy(screen.getByRole("button", { name: words.revoke }))["intent"]).toBe("unshare");

    rerender(<ShareLink {...own} link={{ address: null }} />);
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.getByText(words.hidden)).toBeDefined();
    expect(screen.getByRole("button", { name: words.revoke })).toBeDefined();
  });
});
