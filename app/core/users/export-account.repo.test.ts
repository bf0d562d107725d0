import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "#tests/support/databases.ts";
import { createFakePhotoStore, type FakePhotoStore } from "#tests/support/fake-photo-store.ts";
import { finishReading } from "#tests/support/finish-reading.ts";
import { finishAnswer, givenConversation, givenReport } from "#tests/support/given-conversation.ts";
import { given } from "#tests/support/given.ts";
import { sampleAnswer } from "#tests/support/sample-answer.ts";
import { tracedLines } from "#tests/support/traced-lines.ts";
import { deleteAnalysisRow } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import { upsertFeedback } from "../feedback/feedback.repo.ts";
import { insertShareLink } from "../sharing/share-links.repo.ts";
import type { Hand } from "../photos/photo.ts";
import { reportWithPaths } from "../reading/report-with-paths.ts";
import { AccountExport } from "./account-export.ts";
import { createApiToken } from "./api-tokens.repo.ts";
import { type ArchivePages, exportAccount } from "./export-account.ts";
import { EXPORT_BATCH } from "./export.repo.ts";
import type { User } from "./user.ts";

const now = new Date("2026-11-24T10:00:00Z");

const pages: ArchivePages = {
  reading: ({ reading, photos }) =>
    [reading.summary.headline, ...photos.map(({ file }) => file)].join("\n"),
  index: (analyses) => analyses.map(({ id }) => id).join("\n"),
};

describe.each(databases)("the export of an account on $name", ({ open }) => {
  let database: TestDatabase;
  let photoStore: FakePhotoStore;
  let user: User;
  beforeEach(async () => {
    database = await open();
    photoStore = createFakePhotoStore();
    user = await given.user(database.db, { email: "asha@example.org" });
  });
  afterEach(() => database[Symbol.asyncDispose]());

  const archive = () =>
    exportAccount({ db: database.db, photoStore, clock: { now: () => now } }, user, pages);

  async function analysis(hands: readonly Hand[] = ["left"], of = user): Promise<Analysis> {
    return given.analysis(database.db, { owner: { kind: "user", id: of.id }, hands });
  }

  async function finished(hands: readonly Hand[] = ["left"], of = user): Promise<Analysis> {
    const made = await analysis(hands, of);
    await finishReading({ db: database.db, photoStore }, made);
    return made;
  }

  /** The whole archive: names and texts, and what `export.json` says. */
  async function unpack(entries = archive()) {
    const files = new Map<string, string | Uint8Array>();
    for await (const entry of entries) {
      expect(files.has(entry.name), entry.name).toBe(false);
      if ("bytes" in entry) files.set(entry.name, entry.bytes);
      else files.set(entry.name, await read(entry.text));
    }
    const json: unknown = JSON.parse(files.get("export.json") as string);
    return { files, json: AccountExport.parse(json), pages: textsOf(files) };
  }

  const textsOf = (files: ReadonlyMap<string, string | Uint8Array>) =>
    [...files]
      .filter(([name]) => name.startsWith("readings/"))
      .map(([name, text]) => ({ name, text }));

  test("says everything of the account, its readings, tokens and history, and no secret", async () => {
    const { db } = database;
    const both = await analysis(["right", "left"]);
    const { assessment, summary, report } = sampleAnswer({
      language: "hi",
      slots: ["left", "right"],
    });
    if (!summary || !report) throw new Error("the sample is a reading");
    const lines = tracedLines({ life: null });
    const sights = (["left", "right"] as const).map((hand) => ({
      hand,
      sight: { kind: "seen" as const, seems: null, notes: [], measures: null, lines },
    }));
    const grounds = [{ part: "line:heart", rules: ["heart_curved"] }];
    await finishReading(
      { db, photoStore },
      both,
      given.reading({ assessment, summary, report, sights, grounds, model: "gpt-x" }),
      new Uint8Array([1, 2, 3]),
    );
    const { token } = await createApiToken(db, user.id, "my script");
    const from = { device: "Chrome, Android", place: "192.0.2.0/24" };
    await insertShareLink(db, { id: "link", analysisId: both.id, token: "the link's secret" });
    await upsertFeedback(db, both.id, "line:heart", false);
    await recordAudit(db, { userId: user.id, action: "logged_in", from });
    await recordAudit(db, { userId: user.id, actorId: null, action: "role_changed", from: null });

    const { files, json } = await unpack();
    const [heart, , life] = json.analyses[0]?.report?.lines ?? [];
    expect(heart?.hands.map(({ path }) => path?.length)).toEqual([3, 3]);
    expect(life?.hands.map(({ path }) => path)).toEqual([null, null]);
    expect(json).toEqual({
      schema_version: "1.0",
      exported_at: now.toISOString(),
      account: {
        email: "asha@example.org",
        language: "en",
        role: "user",
        verified: true,
        created_at: user.createdAt.toISOString(),
      },
      analyses: [
        {
          id: both.id,
          label: null,
          language: "en",
          writing_hand: null,
          status: "completed",
          error: null,
          reader: "openai",
          model: "gpt-x",
          prompt_version: "test/1",
          created_at: both.createdAt.toISOString(),
          completed_at: expect.any(String) as string,
          assessment,
          summary,
          report: reportWithPaths(report, sights),
          grounds,
          share_link: { created_at: expect.any(String) as string },
          feedback: [{ part: "line:heart", helpful: false, at: expect.any(String) as string }],
          photos: (["left", "right"] as const).map((hand) => ({
            hand,
            file: `photos/${both.id}/${hand}.jpg`,
            width: 600,
            height: 800,
            bytes: 3,
            sha256: `sha256 of ${hand}`,
          })),
        },
      ],
      api_tokens: [
        {
          name: "my script",
          ending: token.slice(-4),
          created_at: expect.any(String) as string,
          last_used_at: null,
        },
      ],
      audit: [
        { action: "logged_in", at: expect.any(String) as string, ...from, is_own: true },
        {
          action: "role_changed",
          at: expect.any(String) as string,
          device: null,
          place: null,
          is_own: false,
        },
      ],
      conversations: [],
    });
    expect(files.get(`photos/${both.id}/right.jpg`)).toEqual(new Uint8Array([1, 2, 3]));
    const text = files.get("export.json") as string;
    expect(text).not.toContain(token);
    expect(text).not.toContain("the link's secret");
    expect(text).not.toMatch(/hash|not a hash|incoming/);
  });

  test("has nothing of another user or of a guest", async () => {
    const own = await finished();
    const stranger = await given.user(database.db);
    const others = [await finished(["left"], stranger), await given.analysis(database.db)];
    await createApiToken(database.db, stranger.id, "theirs");
    await recordAudit(database.db, { userId: stranger.id, action: "logged_in", from: null });

    const { files, json } = await unpack();
    expect(json.analyses.map(({ id }) => id)).toEqual([own.id]);
    expect(json.api_tokens).toEqual([]);
    expect(json.audit).toEqual([]);
    for (const { id } of others) {
      for (const [name, text] of files) {
        expect(name).not.toContain(id);
        expect(text).not.toContain(id);
      }
    }
  });

  test("has every conversation with what was said in it, in its order", async () => {
    const about = await givenReport(database.db, { userId: user.id });
    const { conversation } = await givenConversation(database.db, { analysis: about });
    await finishAnswer(database.db, conversation.id, { answer: "It *curves*." });
    await givenConversation(database.db);

    const { json } = await unpack();
    expect(json.conversations).toMatchObject([
      {
        analysis_id: about.id,
        title: "What does my heart line say?",
        messages: [
          { role: "user", content: "What does my heart line say?", status: null },
          { role: "assistant", content: "It *curves*.", status: "completed", declined: null },
        ],
      },
    ]);
  });

  test("leaves out a photo whose file is gone, and says so", async () => {
    const made = await analysis(["left", "right"]);
    const { photoKeys } = await finishReading({ db: database.db, photoStore }, made);
    photoStore.files.delete(photoKeys[0] ?? "");

    const { files, json, pages: readings } = await unpack();
    const right = `photos/${made.id}/right.jpg`;
    expect([...files.keys()].filter((name) => name.startsWith("photos/"))).toEqual([right]);
    expect(json.analyses[0]?.photos.map(({ file }) => file)).toEqual([null, right]);
    expect(readings.map(({ text }) => text)).toEqual([`A steady hand\n${right}`]);
  });

  test("lists an analysis without a reading, which has no page and no photo yet", async () => {
    const waiting = await analysis();
    const { files, json } = await unpack();
    expect([...files.keys()]).toEqual(["index.html", "export.json"]);
    expect(files.get("index.html")).toBe(waiting.id);
    expect(json.analyses).toMatchObject([
      {
        status: "queued",
        reader: null,
        summary: null,
        share_link: null,
        feedback: [],
        photos: [{ file: null }],
      },
    ]);
  });

  test("fails when a photo cannot be read for another reason: half an archive is none", async () => {
    await finished();
    photoStore.read = () => Promise.reject(new Error("the disk is broken"));
    await expect(unpack()).rejects.toThrow("the disk is broken");
  });

  test("has every reading of many batches once, the oldest first, and the newest first in its list", async () => {
    const ids: string[] = [];
    for (let i = 0; i < EXPORT_BATCH * 2 + 1; i += 1) ids.push((await finished()).id);
    for (let i = 0; i < EXPORT_BATCH; i += 1) {
      await recordAudit(database.db, { userId: user.id, action: "logged_in", from: null });
    }
    ids.sort();

    const { files, json, pages: readings } = await unpack();
    expect(json.analyses.map(({ id }) => id)).toEqual(ids);
    expect(json.audit).toHaveLength(EXPORT_BATCH);
    expect(files.get("index.html")).toBe([...ids].reverse().join("\n"));
    expect(readings.map(({ name }) => name.slice(-17, -5))).toEqual(ids.map((id) => id.slice(-12)));
    expect(readings[0]?.name).toMatch(/^readings\/\d{4}-\d\d-\d\d-[0-9a-f]{12}\.html$/);
  });

  test("reads a photo when it is asked for, and nothing more once nobody asks", async () => {
    for (let i = 0; i < 3; i += 1) await finished(["left", "right"]);
    let reads = 0;
    const { read: readFile } = photoStore;
    photoStore.read = (key) => {
      reads += 1;
      return readFile(key);
    };
    const entries = archive();
    await entries.next();
    expect(reads).toBe(1);
    await entries.next();
    expect(reads).toBe(2);
    await entries.return(undefined);
    expect((await entries.next()).done).toBe(true);
    expect(reads).toBe(2);
  });

  test("says nothing of what is deleted or added while it is written", async () => {
    const [stays, goes] = [await finished(), await finished()];
    const entries = archive();
    await entries.next();
    await deleteAnalysisRow(database.db, goes.id);
    let json = "";
    for await (const entry of entries) {
      if (entry.name === "index.html") await finished();
      if (entry.name === "export.json" && "text" in entry) json = await read(entry.text);
    }
    const { analyses } = AccountExport.parse(JSON.parse(json));
    expect(analyses.map(({ id }) => id)).toEqual([stays.id]);
  });

  test("is a valid archive of an account with nothing in it", async () => {
    const { files, json } = await unpack();
    expect([...files.keys()]).toEqual(["index.html", "export.json"]);
    expect(json).toMatchObject({ analyses: [], api_tokens: [], audit: [] });
  });
});

async function read(text: string | AsyncIterable<string>): Promise<string> {
  if (typeof text === "string") return text;
  let whole = "";
  for await (const piece of text) {
    expect(piece).not.toBe("");
    whole += piece;
  }
  return whole;
}
