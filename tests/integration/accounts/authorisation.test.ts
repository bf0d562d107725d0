import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accessOf,
  expectedStatus,
  type Method,
  methods,
  type Subject,
} from "#tests/support/access-table.ts";
import { type Actor, actorNames, openStage, type Stage } from "#tests/support/actors.ts";
import { fillPath } from "#tests/support/fill-path.ts";
import { givenAnsweredConversation } from "#tests/support/given-conversation.ts";
import { knock } from "#tests/support/knock.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { listRoutes } from "#tests/support/route-table.ts";

/**
 * Every address and method of the app, taken from its route table, for everybody who may knock. A new route fails
 * here until tests/support/access-table.ts says what it answers to whom.
 */
let product: Product;
let stage: Stage;
beforeAll(async () => {
  product = await startProduct({ worker: false });
  stage = await openStage(product);
}, 60_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

/** Addresses whose methods answer whoever asks about another's reading exactly as if there were none. */
const isAboutReading = (path: string) => path.includes(":analysisId");

/** A job is named by its analysis too. */
const needsReading = (path: string) => isAboutReading(path) || path.includes(":jobId");

async function paramsFor(cast: Readonly<Record<string, Actor>>, subject: Subject, path: string) {
  const owner = cast[subject]?.owner;
  if (!owner) throw new Error("the subject owns nothing");
  const id = needsReading(path) ? (await stage.reading(owner)).id : "";
  const conversationId = path.includes(":conversationId")
    ? await givenAnsweredConversation(stage.db, owner.id)
    : "";
  return {
    analysisId: id,
    conversationId,
    jobId: id,
    hand: "left",
    userId: cast["otherUser"]?.user?.id ?? "",
    stream: "analyses",
    act: path.includes(":jobId") ? "retry" : "resume",
  };
}

describe("who may do what", () => {
  test.each(listRoutes().map(({ path }) => path))("%s", async (path) => {
    const access = accessOf(path);
    expect(access, `${path} is classified in tests/support/access-table.ts`).toBeDefined();
    if (!access) return;
    const cast = await stage.cast();
    const subjects: readonly Subject[] = isAboutReading(path)
      ? ["guestOwner", "userOwner"]
      : ["userOwner"];

    const wrong: string[] = [];
    for (const subject of subjects) {
      for (const method of methods) {
        const knocks = actorNames.map(async (name) => {
          // What went before may have deleted the reading or ended the session.
          const actor = await fresh(cast[name], path, method);
          const url = product.url + fillPath(path, await paramsFor(cast, subject, path));
          const { status, body } = await knock(url, method, actor);
          await body?.cancel();
          const expected = expectedStatus(access, method, name, subject);
          if (status !== expected) {
            wrong.push(`${method} ${path} of ${subject} by ${name}: ${status}, not ${expected}`);
          }
        });
        await Promise.all(knocks);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("a token that nobody has is told nothing of the admin area either", async () => {
    const cast = await stage.cast();
    const headers = { Authorization: "Bearer nobody-has-this" };
    const wrong: string[] = [];
    for (const { path } of listRoutes()) {
      if (!path.includes("/admin")) continue;
      for (const method of methods) {
        const url = product.url + fillPath(path, await paramsFor(cast, "userOwner", path));
        const { status, body } = await knock(url, method, { headers, csrf: null });
        await body?.cancel();
        if (status !== 404) wrong.push(`${method} ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  async function fresh(actor: Actor, path: string, method: Method): Promise<Actor> {
    if (!path.endsWith("/logout") || method !== "POST" || !actor.user || !actor.sessionId) {
      return actor;
    }
    const { id, headers, csrf } = await stage.startSession(actor.user.id);
    return { ...actor, sessionId: id, headers, csrf };
  }
});
