// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { messagesOf } from "#locales/messages-of.ts";
import { UploadPage } from "./upload-page.tsx";

afterEach(cleanup);

function show(overrides: Partial<Parameters<typeof UploadPage>[0]> = {}) {
  const language = overrides.language ?? "en";
  return render(
    <UploadPage
      messages={messagesOf(language)}
      language={language}
      formKey="key.signature"
      maxMegabytes={15}
      retentionDays={7}
      left={5}
      csrf="token"
      reader="builtin"
      failure={undefined}
      modules={[]}
      {...overrides}
    />,
  );
}

describe("the form for photos", () => {
  test("has a camera and a gallery for each hand, each in the group of its hand", () => {
    show();
    for (const hand of ["Left hand", "Right hand"]) {
      const slot = within(screen.getByRole("group", { name: hand }));
      expect(slot.getByLabelText("Take a photo").getAttribute("capture")).toBe("environment");
      expect(slot.getByLabelText("Choose from gallery").getAttribute("accept")).toBe(
        "image/jpeg,image/png",
      );
    }
  });

  test("is an ordinary multipart form whose text comes before its photos", () => {
    const { container } = show({ language: "hi" });
    const form = container.querySelector("form");
    expect(form?.getAttribute("action")).toBe("/hi/analyses/new");
    expect(form?.getAttribute("enctype")).toBe("multipart/form-data");
    const names = [...(form?.elements ?? [])]
      .map((element) => element.getAttribute("name"))
      .filter((name) => name !== null);
    expect(names[0]).toBe("csrf");
    expect(names.lastIndexOf("label")).toBeLessThan(names.indexOf("left_image"));
  });

  test("says before sending where the photo goes and for how long it is kept", () => {
    show({ reader: "openai", retentionDays: 3 });
    expect(screen.getByText(/send it to OpenAI/).textContent).toContain("3 days");
    cleanup();
    show();
    expect(screen.queryByText(/OpenAI/)).toBeNull();
  });

  test("tells problems first, each with a link to a field that exists and names its message", () => {
    const { container } = show({
      failure: {
        code: "input.invalid",
        params: {},
        typed: { label: "x".repeat(90), writing_hand: "left" },
        fields: {
          label: [{ code: "input.too_long", params: { max: 80 } }],
          left_image: [{ code: "photo.heic" }],
        },
      },
    });
    const summary = within(screen.getByRole("alert"));
    for (const link of summary.getAllByRole("link")) {
      expect(container.querySelector(link.getAttribute("href") ?? "none")).not.toBeNull();
    }
    const label = screen.getByLabelText(/A name for this reading/);
    expect(label.getAttribute("aria-describedby")).toContain("label-error");
    expect((label as HTMLInputElement).value).toBe("x".repeat(90));
    expect(screen.getByLabelText<HTMLInputElement>("Left").checked).toBe(true);
    for (const input of container.querySelectorAll("[aria-describedby]")) {
      for (const id of (input.getAttribute("aria-describedby") ?? "").split(" ")) {
        expect(container.querySelector(`#${id}`), id).not.toBeNull();
      }
    }
  });

  test("a failure without fields is told as well", () => {
    show({ failure: { code: "upload.aborted", params: {}, typed: {}, fields: {} } });
    expect(screen.getByRole("alert").textContent).toContain("ended before everything had arrived");
  });
});
