// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { anchorOf, partsIn } from "#core/conversations/parts.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { reportAnchors } from "../report-anchors.ts";
import { reportSections } from "../report-sections.tsx";

afterEach(cleanup);

test("every part that an answer can lead to stands in the report, once", () => {
  const { report } = sampleAnswer({ language: "en", slots: ["left", "right"] });
  if (!report) throw new Error("the sample has no report");
  const { container } = render(
    reportSections(report, {
      messages: messagesOf("en"),
      language: "en",
      lang: undefined,
      anchors: reportAnchors(report),
      reasons: {},
      termOf: () => undefined,
      afterPart: () => null,
    }).map(({ id, body }) => (
      <section key={id} id={id}>
        {body}
      </section>
    )),
  );
  const parts = partsIn(report);
  expect(new Set(parts.map((part) => part.split(":")[0]))).toEqual(
    new Set(["hand", "line", "finger", "mount", "comparison", "area"]),
  );
  for (const part of parts) {
    expect(container.querySelectorAll(`#${anchorOf(part)}`), part).toHaveLength(1);
  }
});
