import { DomainError } from "../errors.ts";
import type { StreamAdmin, StreamsAdmin } from "./streams-admin.ts";

export class NoSuchStream extends DomainError {
  constructor() {
    super("not_found", "stream.not_found", "There is no such stream.");
  }
}

/** Neither a row nor Redis knows it. */
export class NoSuchJob extends DomainError {
  constructor() {
    super("not_found", "job.not_found", "There is no such job.");
  }
}

/** It has come further, or is not that far yet; the code says what it would have to be. */
export class JobElsewhere extends DomainError {
  constructor(needed: "not_failed" | "photos_gone" | "not_droppable" | "not_delayed" | "not_held") {
    super("conflict", `job.${needed}`, messages[needed]);
  }
}

const messages = {
  not_failed: "Only what has failed can be tried again.",
  photos_gone: "The photos are gone, so nothing can be read again.",
  not_droppable: "This job has ended, and nothing is left to take out.",
  not_delayed: "This job is not waiting for its time.",
  not_held: "No worker holds this job.",
};

/** A worker that lives, or holds something, stays on the list. */
export class WorkerStays extends DomainError {
  constructor() {
    super("conflict", "stream.worker_stays", "That worker lives, holds something, or is unknown.");
  }
}

/** @throws NoSuchStream */
export function getStream({ streams }: StreamsAdmin, name: string): StreamAdmin {
  const stream = streams.find((candidate) => candidate.name === name);
  if (!stream) throw new NoSuchStream();
  return stream;
}
