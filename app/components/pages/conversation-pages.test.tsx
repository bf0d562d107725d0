// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { messagesOf } from "#locales/messages-of.ts";
import type { ShownAnswer, ShownMessage } from "../talk/shown-message.ts";
import { AskPage } from "./ask-page.tsx";
import { ConversationPage } from "./conversation-page.tsx";

afterEach(cleanup);

const question: ShownMessage = {
  role: "user",
  id: "q",
  text: "What of <my> heart?",
  lang: undefined,
};
const answer: ShownAnswer = {
  role: "assistant",
  id: "a",
  status: "completed",
  html: "<p>It curves.</p>",
  lang: undefined,
  error: null,
  answeredBy: "builtin",
};

type Shown = Parameters<typeof ConversationPage>[0];

function show({
  log = [question, answer],
  conversation = {},
  ...overrides
}: { log?: readonly ShownMessage[]; conversation?: Partial<Shown["conversation"]> } & Partial<
  Omit<Shown, "conversation">
> = {}) {
  const language = overrides.language ?? "en";
  return render(
    <ConversationPage
      messages={messagesOf(language)}
      language={language}
      goOn="/conversations/c?seen#latest"
      isRefreshing
      csrf="token"
      modules={[]}
      failure={undefined}
      {...overrides}
      conversation={{
        id: "c",
        analysisId: "r",
        title: "What of my heart?",
        log,
        before: null,
        isNewest: true,
        seq: 2 * log.length,
        formKey: "key.signature",
        maxLength: 2_000,
        ...conversation,
      }}
    />,
  );
}

const composer = () => screen.queryByLabelText("Ask something else");
const button = (name: string) => screen.queryByRole("button", { name });

describe("a conversation", () => {
  test("is a log of questions and answers, and says who answered", () => {
    show();
    const log = within(screen.getByRole("log", { name: "Questions and answers" }));
    expect(log.getAllByRole("heading").map(({ textContent }) => textContent)).toEqual([
      "You asked",
      "Answer",
    ]);
    expect(log.getByText("What of <my> heart?")).toBeTruthy();
    expect(log.getByText(/not by an AI model/)).toBeTruthy();
    expect(log.getByText("Answer").id).toBe("latest");
    expect(composer()).not.toBeNull();
  });

  test("with an answer that is being written can be stopped, and is not asked again meanwhile", () => {
    const { container } = show({
      log: [question, { ...answer, status: "pending", html: "", answeredBy: null }],
    });
    expect(screen.getByRole("status").textContent).toBe("The answer is being written.");
    expect(button("Stop the answer")).not.toBeNull();
    expect(composer()?.closest("form")?.hidden).toBe(true);
    const followed = container.querySelector<HTMLElement>("[data-follow]");
    expect(followed?.dataset["follow"]).toBe("/conversations/c/events?language=en");
    // Should the page break off in the text, the way on stands above it.
    const goOn = screen.getByRole("link", { name: "Continue" });
    expect(goOn.getAttribute("href")).toBe("/conversations/c?seen#latest");
    const place = container.querySelector("[data-answer]");
    expect(goOn.compareDocumentPosition(place ?? goOn)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  test.each(["failed", "cancelled"] as const)("whose answer is %s can be tried again", (status) => {
    show({
      log: [
        question,
        {
          ...answer,
          status,
          html: "",
          error: status === "failed" ? { code: "service.unavailable", params: {} } : null,
        },
      ],
    });
    expect(button("Try this answer again")).not.toBeNull();
    expect(composer()?.closest("form")?.hidden).toBe(false);
    screen.getByText(status === "failed" ? /is not answering/ : "You stopped this answer here.");
  });

  test.each([
    ["en", /^We took this question out of the line.*not counted/],
    ["hi", /^हमने यह सवाल कतार से हटा दिया है/],
  ] as const)(
    "whose answer was dropped says so, and offers no other try (%s)",
    (language, said) => {
      const error = { code: "reply.dropped", params: {} };
      const { container } = show({
        language,
        log: [question, { ...answer, status: "cancelled", html: "", error }],
      });
      screen.getByText(said);
      expect(container.querySelector('[value="retry"]')).toBeNull();
    },
  );

  test("gives back what was typed when it was refused, and says why", () => {
    show({
      failure: {
        code: "input.invalid",
        params: {},
        fields: { content: [{ code: "input.too_long", params: { max: 2000 } }] },
        typed: { content: "a long question" },
      },
    });
    expect((composer() as HTMLTextAreaElement).value).toBe("a long question");
    expect(composer()?.getAttribute("aria-describedby")).toBe("content-hint content-error");
    expect(screen.getByRole("link", { name: /Use at most 2000/ }).getAttribute("href")).toBe(
      "#content",
    );
  });

  test("leads to older messages, and from there to the newest, where it goes on", () => {
    show({ conversation: { before: 7 } });
    expect(screen.getByRole("link", { name: "Older messages" }).getAttribute("href")).toBe(
      "/conversations/c?before=7",
    );
    cleanup();
    show({ language: "hi", conversation: { isNewest: false } });
    expect(screen.getByRole("link", { name: "सबसे नए संदेश" }).getAttribute("href")).toBe(
      "/hi/conversations/c#latest",
    );
    expect(document.querySelector("textarea")).toBeNull();
  });
});

describe("asking about a reading", () => {
  const asking = {
    analysisId: "r",
    suggestions: ["What does my heart line say?"],
    writtenIn: "en" as const,
    conversations: [{ id: "c", title: "My heart", lastAt: "2026-01-01T00:00:00.000Z" }],
    formKey: "key.signature",
    maxLength: 2_000,
  };
  const ask = (overrides: Partial<Parameters<typeof AskPage>[0]> = {}) =>
    render(
      <AskPage
        messages={messagesOf("en")}
        language="en"
        analysisId="r"
        asking={asking}
        isGuest={false}
        csrf="token"
        isDeleted={false}
        failure={undefined}
        {...overrides}
      />,
    );

  test("takes one tap on a question of the reading, in the same form as one's own", () => {
    ask();
    const suggested = screen.getByRole("button", { name: "What does my heart line say?" });
    expect(suggested.getAttribute("name")).toBe("suggestion");
    const own = screen.getByLabelText<HTMLTextAreaElement>("Your own question");
    expect(own.form).toBe((suggested as HTMLButtonElement).form);
    expect(own.form?.elements[0]?.getAttribute("name")).toBe("csrf");
    expect(own.form?.getAttribute("action")).toBe("/analyses/r/conversations");
  });

  test("lists what was asked before", () => {
    ask();
    expect(screen.getByRole("link", { name: "My heart" }).getAttribute("href")).toBe(
      "/conversations/c",
    );
    expect(
      screen.getByRole("link", { name: "Rename or delete: My heart" }).getAttribute("href"),
    ).toBe("/conversations/c/edit");
  });

  test("needs an account", () => {
    ask({ asking: null, isGuest: true });
    expect(document.querySelector("textarea")).toBeNull();
    expect(screen.getByRole("link", { name: "Make a free account" }).getAttribute("href")).toBe(
      "/register?next=%2Fanalyses%2Fr",
    );
  });

  test("needs a finished report", () => {
    ask({ asking: null });
    screen.getByText(/once it is finished/);
    expect(document.querySelector("textarea, form")).toBeNull();
  });
});
