// @vitest-environment node
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Analysis } from "#core/analyses/analysis.ts";
import type { Language } from "#core/reading/reading.ts";
import type {
  ArchiveEntry,
  ArchivedAnalysis,
  ArchivedReading,
} from "#core/users/export-account.ts";
import { createZip } from "#http/zip.server.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { createArchivePages } from "./archive-pages.tsx";

const css = await readFile("app/styles/site.css", "utf8");
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

function archived(language: Language, change: Partial<Analysis> = {}): ArchivedReading {
  const { assessment, summary, report } = sampleAnswer({ language, slots: ["left", "right"] });
  if (!summary || !report) throw new Error("the sample is a reading");
  const id = "019ab000-0000-7000-8000-0123456789ab";
  const reading = {
    reader: "openai",
    model: "gpt-x",
    sights: null,
    grounds: null,
    promptVersion: "test/1",
    assessment,
    summary,
    report,
  } as const;
  return {
    analysis: {
      id,
      owner: { kind: "user", id: "1" },
      label: null,
      language,
      writingHand: null,
      status: "completed",
      attempts: 1,
      error: null,
      reading,
      createdAt: new Date("2026-11-24T10:00:00Z"),
      updatedAt: new Date("2026-11-24T10:01:00Z"),
      completedAt: new Date("2026-11-24T10:01:00Z"),
      ...change,
    },
    reading,
    photos: (["left", "right"] as const).map((hand) => ({
      hand,
      width: 1536,
      height: 2048,
      file: `photos/${id}/${hand}.jpg`,
    })),
  };
}

function listed(change: Partial<ArchivedAnalysis> = {}): ArchivedAnalysis {
  return {
    id: "1",
    label: null,
    language: "hi",
    status: "completed",
    createdAt: new Date("2026-11-24T10:00:00Z"),
    headline: "स्थिर हाथ",
    page: "readings/1.html",
    ...change,
  };
}

/** The files of a zip made of the entries, as whoever unpacks it finds them. */
async function zipped(...entries: ArchiveEntry[]): Promise<Record<string, Uint8Array>> {
  const zip = createZip(
    (async function* () {
      for (const entry of entries) yield entry;
      return undefined;
    })(),
  );
  return unzipSync(new Uint8Array(await new Response(zip).arrayBuffer()));
}

async function* inPieces(...pieces: string[]) {
  for (const piece of pieces) yield piece;
}

/** Where a page's references lead; the files that they mean stand beside it. */
const addressesIn = (html: string) =>
  [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address = ""]) => address);

describe("the pages of the archive", () => {
  const pages = createArchivePages({ language: "en", css });

  test("come out of the zip as they went in, with the photos and the data", async () => {
    const reading = archived("hi");
    const html = pages.reading(reading);
    const files = await zipped(
      ...reading.photos.map(({ file }) => ({ name: file, bytes: jpeg })),
      { name: "readings/2026-11-24-0123456789ab.html", text: html },
      { name: "index.html", text: pages.index([listed()]) },
      { name: "export.json", text: inPieces('{"a":', '"हाथ"}') },
    );
    expect(Object.keys(files)).toEqual([
      ...reading.photos.map(({ file }) => file),
      "readings/2026-11-24-0123456789ab.html",
      "index.html",
      "export.json",
    ]);
    expect(files[reading.photos[0]?.file ?? ""]).toEqual(jpeg);
    const page = strFromU8(files["readings/2026-11-24-0123456789ab.html"] ?? jpeg);
    expect(page).toBe(html);
    expect(JSON.parse(strFromU8(files["export.json"] ?? jpeg))).toEqual({ a: "हाथ" });

    const places = addressesIn(page).filter((address) => !address.startsWith("#"));
    expect(places).toEqual(["../index.html", ...reading.photos.map(({ file }) => `../${file}`)]);
    for (const place of places) expect(files[place.replace("../", "")], place).toBeDefined();
  });

  test("show the whole reading in the language that it was written in", () => {
    const html = pages.reading(archived("hi"));
    expect(html).toMatch(/^<!doctype html>\n<html lang="hi">/);
    expect(html).toContain("स्थिर हाथ, साफ़ हृदय रेखा");
    expect(html).toContain("जीवन के पहलू");
    expect(html).toContain("24 नवंबर 2026");
    expect(html).toContain('alt="आपकी बाईं हथेली');
    expect(pages.reading(archived("en"))).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  test("run nothing, load nothing, and lead nowhere but into the archive", () => {
    for (const html of [
      pages.reading(archived("hi", { label: '<script>alert("x")</script>' })),
      pages.reading(archived("en")),
      pages.index([listed({ label: "<img src=x onerror=alert(1)>" })]),
    ]) {
      expect(html).not.toMatch(/<script|<iframe|<link|http|javascript:|@import|url\(/i);
      expect(html.replace(/<style>.*<\/style>/s, "")).not.toMatch(/<[^>]* on\w+=/);
      for (const address of addressesIn(html)) {
        expect(address).toMatch(/^(#|\.\.\/(index\.html$|photos\/)|readings\/|export\.json$)/);
      }
      // The site's own style, whole: nothing of it is escaped.
      expect(html).toContain(css);
    }
  });

  test("leave out the photos that are not there", () => {
    const html = pages.reading({ ...archived("en"), photos: [] });
    expect(html).not.toContain("<img");
    expect(html).not.toContain("Your photos");
  });
});

describe("the list of the archive", () => {
  const list = (...analyses: ArchivedAnalysis[]) =>
    createArchivePages({ language: "en", css }).index(analyses);

  test("leads to every page, and says of the others how they stand", () => {
    const html = list(
      listed({ id: "2", label: "for my mother" }),
      listed({ id: "1", status: "failed", headline: null, page: null }),
    );
    expect(html).toContain('<a href="readings/1.html">for my mother</a>');
    expect(html).toContain("<h2>Reading of 24 November 2026</h2>");
    expect(html).toContain("could not be read");
    expect(html).toContain('<a href="export.json">');
  });

  test("is in the language of whoever takes it, and marks headlines in another one", () => {
    expect(list(listed())).toContain('<p lang="hi">स्थिर हाथ</p>');
    const hindi = createArchivePages({ language: "hi", css }).index([listed()]);
    expect(hindi).toContain('<html lang="hi">');
    expect(hindi).toContain("<p>स्थिर हाथ</p>");
  });

  test("says so when there is nothing", () => {
    expect(list()).toContain("There is no reading here yet.");
  });
});

test("the zip asks for an entry when the one before has been read, and ends with its reader", async () => {
  let asked = 0;
  let isEnded = false;
  const zip = createZip(
    (async function* () {
      try {
        for (;;) {
          asked += 1;
          yield { name: `photos/${asked}.jpg`, bytes: jpeg };
        }
      } finally {
        isEnded = true;
      }
    })(),
  );
  const reader = zip.getReader();
  await reader.read();
  expect(asked).toBe(1);
  await reader.cancel().catch(() => undefined);
  expect(isEnded).toBe(true);
});
