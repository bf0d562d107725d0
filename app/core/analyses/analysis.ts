import type { AnalysisStatus } from "../database.ts";
import { DomainError, type MessageParams } from "../errors.ts";
import type { Hand } from "../photos/photo.ts";
import type { Owner } from "./owner.ts";
import type {
  Assessment,
  Ground,
  Language,
  Report,
  Summary,
  WritingHand,
} from "../reading/reading.ts";
import type { SeenPalm } from "../reading/seen-palm.ts";

export type { AnalysisStatus };

/** One request to read a palm, and what came of it. */
export type Analysis = {
  readonly id: string;
  readonly owner: Owner;
  readonly label: string | null;
  readonly language: Language;
  readonly writingHand: WritingHand | null;
  readonly status: AnalysisStatus;
  readonly attempts: number;
  /** Why it failed for good; null in every other state. */
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  readonly reading: FinishedReading | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly completedAt: Date | null;
};

export type FinishedReading = {
  readonly reader: "openai" | "builtin";
  readonly model: string | null;
  readonly promptVersion: string;
  readonly assessment: Assessment;
  readonly summary: Summary;
  readonly report: Report | null;
  readonly sights: readonly SeenPalm[] | null;
  readonly grounds: readonly Ground[] | null;
};

/** A photo of an analysis, as far as it has come. */
export type AnalysisPhoto = {
  readonly id: string;
  readonly analysisId: string;
  readonly hand: Hand;
  readonly incomingKey: string | null;
  /** Null until the worker has decoded the photo and put it upright. */
  readonly storageKey: string | null;
  readonly thumbnailKey: string | null;
  readonly width: number;
  readonly height: number;
};

const final: Record<AnalysisStatus, boolean> = {
  queued: false,
  processing: false,
  completed: true,
  failed: true,
  cancelled: true,
};

/** True when nothing more will happen to the analysis by itself. */
export function isFinal(status: AnalysisStatus): boolean {
  return final[status];
}

/** Also said of an analysis that exists but is somebody else's. */
export class AnalysisNotFound extends DomainError {
  constructor() {
    super("not_found", "analysis.not_found", "There is no such analysis.");
  }
}

/** For what can only be done with a reading. */
export class NotFinished extends DomainError {
  constructor() {
    super("conflict", "analysis.not_finished", "This analysis has no reading to do that with.");
  }
}
