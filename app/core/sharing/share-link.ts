import { DomainError } from "../errors.ts";
import type { Language, Summary } from "../reading/reading.ts";

/** A link to the summary of an analysis, as its owner sees it. */
export type ShareLink = {
  /** Null when it cannot be shown again, though it still works. */
  readonly token: string | null;
  readonly createdAt: Date;
};

/** What a link shows to whoever has it: nothing of whose it is, what it is called, or what it was read from. */
export type SharedReading = {
  readonly summary: Summary;
  readonly writtenIn: Language;
};

/** Said of every link that opens nothing: mistyped, taken back, or of a reading that is deleted. */
export class SharedNotFound extends DomainError {
  constructor() {
    super("not_found", "share.not_found", "This link opens no reading.");
  }
}
