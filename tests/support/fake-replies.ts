import { DomainError } from "#core/errors.ts";
import type { ReplyFeed, ReplyNews, ReplyQueue } from "#core/ports.ts";

export type FakeReplyQueue = ReplyQueue & {
  readonly rung: { id: string; user: string }[];
  readonly cancelled: string[];
  readonly forgotten: string[];
  /** Like Redis that does not answer. */
  isAway: boolean;
};

function failWhen(isAway: boolean): void {
  if (isAway) throw new DomainError("unavailable", "service.unavailable", "away");
}

/** Remembers who rang. */
export function createFakeReplyQueue(): FakeReplyQueue {
  const queue: FakeReplyQueue = {
    rung: [],
    cancelled: [],
    forgotten: [],
    isAway: false,
    async ring(id, user) {
      failWhen(queue.isAway);
      queue.rung.push({ id, user });
    },
    async ringAgain(id, user) {
      failWhen(queue.isAway);
      queue.rung.push({ id, user });
    },
    async cancel(id) {
      failWhen(queue.isAway);
      queue.cancelled.push(id);
    },
    async forget(ids) {
      failWhen(queue.isAway);
      queue.forgotten.push(...ids);
    },
    async forgetUser(user) {
      failWhen(queue.isAway);
      queue.forgotten.push(user);
    },
  };
  return queue;
}

export type FakeReplyFeed = ReplyFeed & {
  /** Says a piece to everybody who follows, as a worker would. Its id is given back. */
  tell(replyId: string, piece: { run: string; at: number; text: string }): string;
  /** Like Redis that does not answer. */
  isAway: boolean;
  /** Like Redis that has lost its data. */
  forgetAll(): void;
  /** Called right after somebody has begun to listen. */
  onFollow: () => Promise<void>;
  readonly countFollowers: () => number;
};

/** What is said of answers, in memory. */
export function createFakeReplyFeed(): FakeReplyFeed {
  const said = new Map<string, ReplyNews[]>();
  const wakes = new Set<() => void>();
  let last = 1000;
  const add = (replyId: string, news: ReplyNews) => {
    said.set(replyId, [...(said.get(replyId) ?? []), news]);
    for (const wake of wakes) wake();
  };
  const feed: FakeReplyFeed = {
    isAway: false,
    onFollow: async () => undefined,
    countFollowers: () => wakes.size,
    forgetAll: () => said.clear(),
    tell(replyId, piece) {
      const id = `${++last}-0`;
      add(replyId, { id, kind: "text", ...piece });
      return id;
    },
    async tellOver(replyId) {
      failWhen(feed.isAway);
      add(replyId, { id: `${++last}-0`, kind: "over" });
    },
    async read(replyId) {
      failWhen(feed.isAway);
      return said.get(replyId) ?? [];
    },
    async follow(replyId, { signal }) {
      failWhen(feed.isAway);
      const past = said.get(replyId) ?? [];
      let after = past.at(-1)?.id ?? "0-0";
      let wake: () => void = () => undefined;
      const onNews = () => wake();
      wakes.add(onNews);
      signal.addEventListener("abort", () => {
        wakes.delete(onNews);
        wake();
      });
      await feed.onFollow();
      return {
        past,
        news: {
          async next() {
            for (;;) {
              if (signal.aborted) return { done: true, value: undefined };
              const value = said.get(replyId)?.find(({ id }) => id > after);
              if (value) {
                after = value.id;
                return { done: false, value };
              }
              await new Promise<void>((resolve) => (wake = resolve));
            }
          },
        },
      };
    },
  };
  return feed;
}
