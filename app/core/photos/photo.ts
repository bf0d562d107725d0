import { DomainError, type ErrorKind, type MessageParams } from "../errors.ts";

/** Which hand a photo shows. Said by the user, never guessed. */
export type Hand = "left" | "right";

export const hands = ["left", "right"] as const satisfies readonly Hand[];

export type PhotoMime = "image/jpeg" | "image/png";

/** What a photo may be. `maxBytes` is a setting (MAX_UPLOAD_BYTES); the rest are facts of the product. */
export type PhotoLimits = {
  readonly maxBytes: number;
  readonly maxPixels: number;
  /** Least length of the shorter side, pixels. */
  readonly minShortSide: number;
};

export const photoLimits: PhotoLimits = {
  maxBytes: 15 * 1024 * 1024,
  maxPixels: 50_000_000,
  minShortSide: 250,
};

/** Longest side of the photo that is kept, pixels. */
export const STORED_MAX_SIDE = 2048;

export type PhotoProblem =
  | "missing"
  | "two_for_one_hand"
  | "empty"
  | "heic"
  | "unsupported_type"
  | "too_large"
  | "incomplete"
  | "unreadable"
  | "too_small"
  | "too_many_pixels";

const kinds: Record<PhotoProblem, ErrorKind> = {
  missing: "invalid",
  two_for_one_hand: "invalid",
  empty: "invalid",
  heic: "unsupported_type",
  unsupported_type: "unsupported_type",
  too_large: "too_large",
  incomplete: "invalid",
  unreadable: "invalid",
  too_small: "invalid",
  too_many_pixels: "too_large",
};

const sentences: Record<PhotoProblem, string> = {
  missing: "No photo was sent. Send a photo of at least one palm.",
  two_for_one_hand: "Two photos were sent for the same hand. Send one.",
  empty: "The photo is empty. Choose it again.",
  heic: "The photo is in HEIC format. Send it as JPEG or PNG.",
  unsupported_type: "The file is not a JPEG or PNG photo.",
  too_large: "The photo is too large.",
  incomplete: "The photo did not arrive whole. Send it again.",
  unreadable: "The photo could not be opened. Take it again or choose another.",
  too_small: "The photo is too small to see lines in.",
  too_many_pixels: "The photo has too many pixels.",
};

/**
 * A photo that cannot be taken. `code` is `photo.<problem>`; `hand` says whose slot it was sent in.
 * Permanent: the same bytes will never do.
 */
export class PhotoRejected extends DomainError {
  readonly problem: PhotoProblem;
  readonly hand: Hand | undefined;

  constructor(
    problem: PhotoProblem,
    { hand, params = {}, cause }: { hand?: Hand; params?: MessageParams; cause?: unknown } = {},
  ) {
    const code = `photo.${problem}`;
    super(kinds[problem], code, sentences[problem], {
      params,
      fields: { [hand ? `${hand}_image` : "photos"]: [{ code, params }] },
      cause,
    });
    this.problem = problem;
    this.hand = hand;
  }
}
