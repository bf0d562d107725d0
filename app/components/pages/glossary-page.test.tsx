// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { messagesOf } from "#locales/messages-of.ts";
import { GlossaryPage } from "./glossary-page.tsx";

afterEach(cleanup);

const heart = {
  id: "line-heart",
  name: "हृदय रेखा",
  otherName: "heart line",
  text: ["कनिष्ठा के नीचे से चलती है।", "पुराने ग्रंथ इसे आयु रेखा कहते हैं।"],
  source: "गरुड़ पुराण",
};
const groups = [
  { id: "lines", title: "रेखाएँ", terms: [heart] },
  { id: "mounts", title: "पर्वत", terms: [{ ...heart, id: "mount-venus", source: null }] },
];

test("the glossary explains each term at an address of its own, in both scripts and after whom", () => {
  const { container } = render(
    <GlossaryPage messages={messagesOf("hi")} language="hi" groups={groups} />,
  );
  const term = container.querySelector<HTMLElement>("#line-heart");
  if (!term) throw new Error("the term has no address");
  const name = within(term).getByRole("heading", { level: 3, name: "हृदय रेखा heart line" });
  expect(name.querySelector("[lang=en]")?.textContent).toBe("heart line");
  expect(term.textContent).toContain("पुराने ग्रंथ इसे आयु रेखा कहते हैं।");
  expect(within(term).getByText("स्रोत: गरुड़ पुराण")).toBeTruthy();
  expect(container.querySelector("#mount-venus")?.textContent).not.toContain("स्रोत:");

  for (const link of within(screen.getByRole("navigation")).getAllByRole("link")) {
    const target = container.querySelector(link.getAttribute("href") ?? "");
    expect(target?.querySelector("h2")?.textContent).toBe(link.textContent);
  }
});
