import { DomainError } from "#core/errors.ts";
import type { PhotoQueue } from "#core/ports.ts";

export type FakePhotoQueue = PhotoQueue & {
  readonly rung: string[];
  readonly forgotten: string[];
  /** Like Redis that does not answer. */
  isAway: boolean;
};

/** Remembers for which photos a thumbnail was asked. */
export function createFakePhotoQueue(): FakePhotoQueue {
  const failWhenAway = () => {
    if (queue.isAway) throw new DomainError("unavailable", "service.unavailable", "away");
  };
  const queue: FakePhotoQueue = {
    rung: [],
    forgotten: [],
    isAway: false,
    async ring(id) {
      failWhenAway();
      queue.rung.push(id);
    },
    async forget(ids) {
      failWhenAway();
      queue.forgotten.push(...ids);
    },
  };
  return queue;
}
