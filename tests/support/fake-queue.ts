import { DomainError } from "#core/errors.ts";
import type { AnalysisQueue, AnalysisTicket } from "#core/ports.ts";

export type FakeQueue = AnalysisQueue & {
  readonly rung: { id: string; user: string }[];
  readonly tickets: Map<string, AnalysisTicket>;
  readonly cancelled: string[];
  readonly forgotten: string[];
  /** Like Redis that does not answer. */
  isAway: boolean;
};

/** Remembers who rang. */
export function createFakeQueue(): FakeQueue {
  const failWhenAway = () => {
    if (queue.isAway) throw new DomainError("unavailable", "service.unavailable", "away");
  };
  const queue: FakeQueue = {
    rung: [],
    tickets: new Map(),
    cancelled: [],
    forgotten: [],
    isAway: false,
    async ring(id, user) {
      failWhenAway();
      queue.rung.push({ id, user });
    },
    async findTicket(id) {
      failWhenAway();
      return queue.tickets.get(id);
    },
    async cancel(id) {
      failWhenAway();
      queue.cancelled.push(id);
    },
    async ringAgain(id, user) {
      failWhenAway();
      queue.rung.push({ id, user });
    },
    async forget(ids) {
      failWhenAway();
      queue.forgotten.push(...ids);
    },
    async forgetUser(user) {
      failWhenAway();
      queue.forgotten.push(user);
    },
  };
  return queue;
}
