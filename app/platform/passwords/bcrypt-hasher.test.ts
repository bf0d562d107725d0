import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ServiceUnavailable } from "../service-unavailable.ts";
import { createBcryptHasher } from "./bcrypt-hasher.ts";

function givenHasher() {
  const hasher = createBcryptHasher();
  onTestFinished(() => hasher.close());
  return hasher;
}

/** How often the event loop came round while the work was done. */
async function countTurnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) setTimeout(turn, 0);
  };
  setTimeout(turn, 0);
  await work;
  isDone = true;
  return turns;
}

/** A thread's hash takes many more turns than this; one that is made on the loop itself holds up nearly all of them. */
const MANY_TURNS = 20;

const refusalsOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }): unknown => reason);

describe("hashing passwords", () => {
  const hasher = createBcryptHasher();
  beforeAll(async () => {
    // A thread that stands ready, so that its start is not taken for work.
    await hasher.hash("warm");
  });
  afterAll(() => hasher.close());

  test("the right password fits its hash, another does not, and no hash fits none", async () => {
    const hash = await hasher.hash("a long enough phrase");

    expect(await hasher.verify("a long enough phrase", hash)).toBe(true);
    expect(await hasher.verify("a long enough phrasE", hash)).toBe(false);
    expect(await hasher.verify("", hash)).toBe(false);
    expect(await hasher.verify("a long enough phrase", undefined)).toBe(false);
  });

  test("one password has another hash every time, and none of them contains it", async () => {
    const hashes = await Promise.all([hasher.hash("hastarekha"), hasher.hash("hastarekha")]);

    expect(hashes[0]).not.toBe(hashes[1]);
    for (const hash of hashes) expect(hash).toMatch(/^\$2b\$11\$[./\w]{53}$/);
  });

  test("an address that nobody has costs the work of a comparison", async () => {
    expect(await countTurnsDuring(hasher.verify("anything", undefined))).toBeGreaterThan(
      MANY_TURNS,
    );
  });

  test("long phrases that differ only at their end are told apart, in Hindi too", async () => {
    const phrase = "मेरी दादी हर सुबह तुलसी को जल चढ़ाती थीं और फिर चाय बनाती थीं";
    expect(Buffer.byteLength(phrase)).toBeGreaterThan(144);
    const hash = await hasher.hash(`${phrase} १`);

    expect(await hasher.verify(`${phrase} १`, hash)).toBe(true);
    expect(await hasher.verify(`${phrase} २`, hash)).toBe(false);
  });

  test("a password with a zero in it does not end there", async () => {
    const hash = await hasher.hash("a phrase\0 and more");

    expect(await hasher.verify("a phrase\0 and less", hash)).toBe(false);
  });

  test("the same keys pressed are the same password, whatever keyboard composed them", async () => {
    const typed = "caf\u00E9 \u095Bमीन पर";
    // An accent and a nukta as letters of their own, and two kinds of space.
    const elsewhere = "cafe\u0301\u00A0\u091C\u093Cमीन\u3000पर";

    expect(await hasher.verify(elsewhere, await hasher.hash(typed))).toBe(true);
  });

  test("the event loop goes round while passwords are hashed", async () => {
    const hashing = Promise.all(
      Array.from({ length: 4 }, (_, i) => hasher.hash(`a long enough phrase ${i}`)),
    );

    expect(await countTurnsDuring(hashing)).toBeGreaterThan(MANY_TURNS);
    expect(new Set(await hashing).size).toBe(4);
  });

  test("answers find their questions, however many there are", async () => {
    const hash = await hasher.hash("number 3");

    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) => hasher.verify(`number ${i}`, hash)),
    );

    expect(answers).toEqual([false, false, false, true, false]);
  });
});

describe("a hasher under stress", () => {
  test("a crowd is told to come back instead of waiting without end", async () => {
    const hasher = givenHasher();
    const crowd = Array.from({ length: 130 }, () => hasher.hash("a long enough phrase"));
    const outcomes = Promise.allSettled(crowd);

    await expect(crowd.at(-1)).rejects.toThrow(ServiceUnavailable);
    await hasher.close();

    const refusals = refusalsOf(await outcomes);
    expect(refusals.length).toBeGreaterThanOrEqual(30);
  });

  test("closing leaves nobody waiting for ever", async () => {
    const hasher = givenHasher();
    const waiting = Promise.allSettled(
      Array.from({ length: 8 }, () => hasher.hash("a long enough phrase")),
    );

    await hasher.close();

    const refusals = refusalsOf(await waiting);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(ServiceUnavailable);
  });

  test("a thread that dies is replaced, and the other one is still ours to close", async () => {
    const hasher = givenHasher();
    const first = hasher.hash("a long enough phrase");
    // No hash of bcrypt's, but as long as one: the library throws, and the thread with it.
    const deadly = hasher.verify("anything", "x".repeat(60));
    await expect(deadly).rejects.toThrow(ServiceUnavailable);

    const waiting = [first, ...Array.from({ length: 12 }, () => hasher.hash("another phrase"))];
    const outcomes = Promise.allSettled(waiting);
    await Promise.race(waiting.slice(1));
    await hasher.close();

    // Both threads had about six to go. Had one been lost sight of, it would have done them all.
    expect(refusalsOf(await outcomes).length).toBeGreaterThanOrEqual(9);
  });
});
