import { setTimeout as delay } from "node:timers/promises";
import { createApiClient } from "#tests/support/api-client.ts";
import { drawNumber } from "./draw-number.ts";
import { type Followed, followAnalysis } from "./follow-analysis.ts";
import { type Submission, USERS } from "./plan.ts";
import type { SenderAnswer, SenderMessage } from "./sender-process.ts";
import type { World } from "./world.ts";

export type Load = {
  /** Analyses that somebody was told were accepted. */
  readonly accepted: readonly string[];
  /** Sent, and not taken because something was down at that moment. */
  readonly refused: number;
  readonly followed: readonly Followed[];
  /** Ends all who still follow. */
  end(): Promise<void>;
};

/** A request that takes longer is as good as refused, milliseconds. */
const PATIENCE_MS = 20_000;

/** Sends what the plan says, at its times. Resolves when all has been sent and answered. */
export async function runLoad(
  world: World,
  submissions: readonly Submission[],
  /** What the first photo shows; no two photos of a storm may be the same. */
  firstNumber: number,
): Promise<Load> {
  const clients = Array.from({ length: USERS }, () => createApiClient(world.webUrl));
  const leaving = new AbortController();
  const accepted: string[] = [];
  const following: ReturnType<typeof followAnalysis>[] = [];
  let refused = 0;
  // Two first requests at once would make two guests of one person, and the first one's analysis nobody's.
  await Promise.all(clients.map((client) => client.csrfToken()));
  const startedAt = performance.now();

  async function send(submission: Submission, number: number): Promise<string | null> {
    const { user, way } = submission;
    const client = clients[user];
    if (way === "web" && client) {
      const photo = Uint8Array.from(await drawNumber(number));
      return client.submit({ left_image: photo }).catch(() => null);
    }
    const message: SenderMessage = { kind: "submit", number, user, rings: way === "direct" };
    const answer = world.sender.hear<SenderAnswer>(
      (heard) => heard.kind === "submitted" && (heard as SenderAnswer).number === number,
    );
    world.sender.send(message);
    return (await answer).id;
  }

  async function perform(submission: Submission, number: number): Promise<void> {
    await delay(Math.max(0, startedAt + submission.atMs - performance.now()));
    const id = await Promise.race([
      send(submission, number),
      delay(PATIENCE_MS, null, { ref: false }),
    ]);
    if (id === null) {
      refused += 1;
      return;
    }
    accepted.push(id);
    const client = clients[submission.user];
    if (submission.isFollowed && client) {
      following.push(followAnalysis(client, id, leaving.signal));
    }
    if (submission.cancelAfterMs !== null) {
      await delay(submission.cancelAfterMs);
      world.sender.send({ kind: "cancel", id } satisfies SenderMessage);
    }
  }

  await Promise.all(
    submissions.map((submission, index) => perform(submission, firstNumber + index)),
  );
  return {
    accepted,
    refused,
    followed: following.map(({ followed }) => followed),
    async end() {
      leaving.abort();
      await Promise.all(following.map(({ ended }) => ended));
    },
  };
}
