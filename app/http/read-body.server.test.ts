import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseInput, readForm, readJson } from "./read-body.server.ts";

const LIMIT = 64 * 1024;

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request("http://palms.example/login", {
    method: "POST",
    body,
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
    duplex: "half",
  });
}

/** A body that never ends, and counts what was taken of it. */
function endless() {
  const told = { chunks: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        told.chunks += 1;
        controller.enqueue(new Uint8Array(1_024).fill(0x61));
      },
      cancel() {
        told.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, told };
}

describe("reading a form", () => {
  test("gives its fields, as they were typed", async () => {
    const typed = { email: "asha@example.org", password: "दो शब्द & more=1", blank: "" };

    expect(await readForm(post(new URLSearchParams(typed)))).toEqual(typed);
  });

  test("of two fields with one name the last counts", async () => {
    expect(await readForm(post("a=1&b=2&a=3"))).toEqual({ a: "3", b: "2" });
  });

  test("a name that objects have already is a field like any other", async () => {
    const fields = await readForm(post("__proto__=x&constructor=y"));

    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.keys(fields).sort()).toEqual(["__proto__", "constructor"]);
  });

  test("a charset beside the type does not matter", async () => {
    const type = "application/x-www-form-urlencoded;charset=UTF-8";
    expect(await readForm(post("a=1", { "Content-Type": type }))).toEqual({ a: "1" });
  });

  test("no body has no fields", async () => {
    expect(await readForm(post(null))).toEqual({});
  });

  test.each(["multipart/form-data; boundary=x", "application/json", "text/plain", ""])(
    "another type (%j) is refused unread",
    async (type) => {
      const { body, told } = endless();

      await expect(readForm(post(body, { "Content-Type": type }))).rejects.toMatchObject({
        kind: "invalid",
        code: "request.unreadable",
      });
      expect(told.chunks).toBe(0);
    },
  );
});

describe("a body that is too large", () => {
  test("is refused unread when its length says so", async () => {
    const { body, told } = endless();

    await expect(
      readForm(post(body, { "Content-Length": String(LIMIT + 1) })),
    ).rejects.toMatchObject({ kind: "too_large", code: "request.too_large" });
    expect(told.chunks).toBe(0);
  });

  test.each([{}, { "Content-Length": "5" }, { "Content-Length": "many" }])(
    "is cut off at the limit when nothing true says how long it is: %j",
    async (headers: Record<string, string>) => {
      const { body, told } = endless();

      await expect(readForm(post(body, headers))).rejects.toMatchObject({ kind: "too_large" });

      expect(told.chunks).toBe(LIMIT / 1_024 + 1);
      // Cancelling would cut the connection, and the answer with it.
      expect(told.isCancelled).toBe(false);
    },
  );

  test("the limit itself is not too large", async () => {
    const value = "x".repeat(LIMIT - 2);

    expect(await readForm(post(`a=${value}`))).toEqual({ a: value });
    await expect(readForm(post(`a=${value}x`))).rejects.toMatchObject({ kind: "too_large" });
  });
});

describe("reading JSON", () => {
  const Schema = z.object({ name: z.string().min(1).max(5), hand: z.enum(["left", "right"]) });

  test("gives what fits the schema, and drops what it does not name", async () => {
    const body = JSON.stringify({ name: "हाथ", hand: "left", isAdmin: true });

    expect(await readJson(post(body), Schema)).toEqual({ name: "हाथ", hand: "left" });
  });

  test("a letter that arrives in two pieces is one letter", async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ name: "हाथ", hand: "left" }));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });

    expect(await readJson(post(body), Schema)).toMatchObject({ name: "हाथ" });
  });

  test.each([null, "", "  \n"])("no body (%j) is an empty object", async (body) => {
    expect(await readJson(post(body), z.object({ label: z.string().optional() }))).toEqual({});
  });

  test.each(["{", "hello", "name=x", "{'a':1}", "\0"])("%j is not JSON", async (body) => {
    await expect(readJson(post(body), Schema)).rejects.toMatchObject({
      kind: "invalid",
      code: "request.unreadable",
    });
  });

  test("is bounded like a form", async () => {
    const { body, told } = endless();

    await expect(readJson(post(body), Schema)).rejects.toMatchObject({ kind: "too_large" });
    expect(told.isCancelled).toBe(false);
  });

  test.each([
    [{ hand: "left" }, { name: [{ code: "input.missing" }] }],
    [{ name: "", hand: "left" }, { name: [{ code: "input.missing" }] }],
    [{ name: 5, hand: "left" }, { name: [{ code: "input.choose" }] }],
    [
      { name: "longer than five", hand: "left" },
      { name: [{ code: "input.too_long", params: { max: 5 } }] },
    ],
    [{ name: "x", hand: "foot" }, { hand: [{ code: "input.choose" }] }],
    [{}, { name: [{ code: "input.missing" }], hand: [{ code: "input.choose" }] }],
    [[], { body: [{ code: "input.choose" }] }],
  ])("says of each field what is wrong with it: %j", (input, fields) => {
    let refusal: unknown;
    try {
      parseInput(Schema, input);
    } catch (error) {
      refusal = error;
    }

    expect(refusal).toMatchObject({ kind: "invalid", code: "input.invalid" });
    expect((refusal as { fields: unknown }).fields).toEqual(fields);
  });
});
