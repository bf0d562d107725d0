import type { Hand, PhotoMime } from "./photos/photo.ts";
import type { PhotoPart } from "./reading/hand-part.ts";
import type { HoldReason } from "./reading/reading-failures.ts";
import type { Language, Reading, TokenUsage, WritingHand } from "./reading/reading.ts";

/** A file that is still arriving. Private, and gone unless `keep` is called. */
export interface IncomingPhoto {
  /** Where the bytes will be once kept. Never derived from anything the client sent. */
  readonly key: string;
  /** Resolves when the chunk is handed to the disk, so that a fast client waits for a slow one. */
  write(chunk: Uint8Array): Promise<void>;
  /** Closes the file with its bytes safe on disk. */
  keep(): Promise<void>;
  /** Closes and deletes the file. Never throws. */
  discard(): Promise<void>;
}

export type StoredFile = {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
};

/** Keeps photos under keys of our own making. Every key is relative, `a/b/c.jpg`, of safe characters. */
export interface PhotoStore {
  createIncoming(): Promise<IncomingPhoto>;
  /** @throws PhotoMissing when there is no such file */
  read(key: string): Promise<Uint8Array>;
  has(key: string): Promise<boolean>;
  /** Writes all or nothing; a second write of the same key replaces the first. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Deletes the file; quiet when there is none. */
  delete(key: string): Promise<void>;
  /** Every file below a folder, of the whole store for "", for the sweeps. */
  list(folder: string): AsyncIterable<StoredFile>;
}

export type NormalisedPhoto = {
  /** Upright, sRGB, no metadata, at most STORED_MAX_SIDE on the longer side. */
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/** Decodes and encodes photos. */
export interface PhotoCodec {
  /** @throws PhotoRejected `unreadable`, `too_many_pixels` or `too_small` when the full decode fails */
  normalise(original: Uint8Array, options: { signal: AbortSignal }): Promise<NormalisedPhoto>;
  /** A smaller JPEG of a stored photo; the same bytes when it is small enough. */
  shrink(jpeg: Uint8Array, options: { maxSide: number; quality: number }): Promise<Uint8Array>;
  /** A part of a stored photo, at most `maxPixels` of them; the same bytes when that is the photo as it is. */
  cutOut(
    jpeg: Uint8Array,
    options: { part?: PhotoPart | undefined; maxPixels: number; quality: number },
  ): Promise<NormalisedPhoto>;
}

export type PhotoToRead = {
  readonly hand: Hand;
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
};

export type ReadingRequest = {
  /** One or two, at most one of each hand. */
  readonly photos: readonly PhotoToRead[];
  readonly writingHand: WritingHand | null;
  readonly language: Language;
};

/** One paid answer of a provider, kept word for word before anybody interprets it. */
export type PaidAnswer = {
  readonly response: string;
  readonly model: string;
  readonly usage: TokenUsage | null;
};

/**
 * Remembers what was paid for one analysis, so that a job that runs again after a crash reads the
 * answer instead of buying it twice.
 */
export interface PaidCalls {
  /** The remembered answer of `step`, or the one that `pay` gets, remembered before it is returned. */
  once(step: string, pay: () => Promise<PaidAnswer>): Promise<PaidAnswer>;
}

/** Turns photos of palms into a reading. */
export interface PalmReader {
  readonly name: "openai" | "builtin";
  /** Everything but the request that a reading depends on: model, prompt, rules, form. Another text, another reading. */
  readonly recipe: string;
  /**
   * @throws PalmNotReadable when no photo shows a readable palm
   * @throws ReaderRateLimited, ReaderHeld, ReaderUnavailable when trying again may help
   * @throws ReaderGaveUp when it will not
   */
  read(
    request: ReadingRequest,
    options: { readonly signal: AbortSignal; readonly paidCalls: PaidCalls },
  ): Promise<Reading>;
}

export interface Clock {
  now(): Date;
}

/** Where a structured line of the log goes: data first, then a constant message. */
export interface Log {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/** What is known of a photo once it has arrived. */
export type ArrivedPhoto = {
  readonly hand: Hand;
  readonly incomingKey: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mime: PhotoMime;
  /** As stored in the file, before orientation is applied, pixels. */
  readonly width: number;
  readonly height: number;
};

/** What the queue knows of an analysis that is not finished. */
export type AnalysisTicket = {
  /** How many analyses stand before this one; null once it is with a worker. */
  readonly position: number | null;
  readonly stage: ReadingStage | null;
  /** Why nobody's photos can be read at the moment; null or nothing when they can. */
  readonly held?: HoldReason | null;
};

/** What a worker says while it reads. */
export type ReadingStage = "checking" | "reading";

/** Something happened to an analysis; the row and the ticket say what. `id` orders such news. */
export type AnalysisNews = {
  readonly id: string;
  readonly type: "queued" | "progress" | "retry" | "stalled" | "done" | "dead" | "cancelled";
  readonly stage: ReadingStage | null;
};

/** The web's side of the job queue. Every method may fail with `ServiceUnavailable` while Redis is away. */
export interface AnalysisQueue {
  /** Makes sure that the analysis is scheduled. Ringing twice changes nothing. */
  ring(analysisId: string, user: string): Promise<void>;
  findTicket(analysisId: string): Promise<AnalysisTicket | undefined>;
  /** Takes the analysis out of the queue; whoever reads it now is told to stop. */
  cancel(analysisId: string): Promise<void>;
  /** Schedules an analysis again that had ended. */
  ringAgain(analysisId: string, user: string): Promise<void>;
  /** Takes every trace of these analyses out of the queue. */
  forget(analysisIds: readonly string[]): Promise<void>;
  /** Takes the owner's share of the workers out of the queue. */
  forgetUser(user: string): Promise<void>;
}

/** The queue of thumbnails. Both methods may fail with `ServiceUnavailable` while Redis is away. */
export interface PhotoQueue {
  /** Makes sure that the photo's thumbnail is scheduled. Ringing twice changes nothing. */
  ring(photoId: string): Promise<void>;
  /** Takes every trace of these photos out of the queue. */
  forget(photoIds: readonly string[]): Promise<void>;
}

/** Follows analyses live, through one connection for the whole process. */
export interface AnalysisFeed {
  /**
   * Listens for news of one analysis. Listening has begun when the promise resolves, so whoever
   * reads the row after that cannot miss a change. `missed` is what came after `afterId` and before
   * now. Ends, and frees everything, when `signal` aborts.
   */
  follow(
    analysisId: string,
    options: { readonly signal: AbortSignal; readonly afterId?: string },
  ): Promise<FollowedNews>;
}

export type FollowedNews = {
  /** The newest id at the moment listening began. */
  readonly startId: string;
  readonly missed: readonly AnalysisNews[];
  readonly news: AsyncIterator<AnalysisNews, undefined>;
};

/** The web's side of the queue of answers. Every method may fail with `ServiceUnavailable` while Redis is away. */
export interface ReplyQueue {
  /** Makes sure that the answer is scheduled. Ringing twice changes nothing. */
  ring(replyId: string, user: string): Promise<void>;
  /** Schedules an answer again that had ended. */
  ringAgain(replyId: string, user: string): Promise<void>;
  /** Takes the answer out of the queue; whoever writes it now is told to stop. */
  cancel(replyId: string): Promise<void>;
  /** Takes every trace of these answers out of Redis, what was said while they were written included. */
  forget(replyIds: readonly string[]): Promise<void>;
  /** Takes the user's share of the workers out of the queue. */
  forgetUser(user: string): Promise<void>;
}

/** A piece of an answer that is being written, or word that its row has ended. `id` orders them. */
export type ReplyNews =
  | {
      readonly id: string;
      readonly kind: "text";
      /** The run that says it; a larger token is a newer run, which begins the answer anew. */
      readonly run: string;
      /** Where in the answer the piece begins, in UTF-16 units. */
      readonly at: number;
      readonly text: string;
    }
  | { readonly id: string; readonly kind: "over" };

/** Where a worker says an answer while it writes it. Best effort: it never waits for long and never fails. */
export interface ReplyTeller {
  tell(
    replyId: string,
    piece: { readonly run: string; readonly at: number; readonly text: string },
  ): void;
  /** Says that the row has ended, to be called once it has. */
  tellOver(replyId: string): Promise<void>;
}

/** Follows answers while they are written, through one connection for the whole process. */
export interface ReplyFeed {
  /**
   * Listens to one answer. Listening has begun when the promise resolves. `past` is everything that was said before.
   * Ends, and frees everything, when `signal` aborts.
   */
  follow(replyId: string, options: { readonly signal: AbortSignal }): Promise<FollowedReply>;
  /** Everything that was said of an answer so far, oldest first. */
  read(replyId: string): Promise<readonly ReplyNews[]>;
  tellOver(replyId: string): Promise<void>;
}

export type FollowedReply = {
  readonly past: readonly ReplyNews[];
  readonly news: AsyncIterator<ReplyNews, undefined>;
};

/** The web's side of the mail queue. */
export interface MailQueue {
  ring(mailId: string): Promise<void>;
}

export type OutgoingMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands a mail over to whatever delivers it. */
export interface Mailer {
  /** @throws MailRefused when it will never go, MailUnavailable when another try may help */
  send(mail: OutgoingMail, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** Turns passwords into hashes, away from the event loop. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one, so that nobody learns whether an account exists. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/** The passwords that attackers try first, in small letters. */
export interface CommonPasswords {
  has(password: string): boolean;
}

export type SessionData = {
  readonly userId: string;
  /** Of the password that began it (core/users/credential.ts). */
  readonly credential: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly device: string;
  readonly place: string;
};

/** A session as its owner's list shows it; `handle` ends it and says nothing of its id. */
export type SessionInList = Omit<SessionData, "userId" | "credential"> & {
  readonly handle: string;
};

/**
 * Who is logged in. Every method may fail with `ServiceUnavailable`, which never means "nobody". An id is a secret:
 * whoever has it is the user.
 */
export interface SessionStore {
  create(data: SessionData): Promise<string>;
  /** The session, which lives on from now; undefined when it never was or has ended. */
  read(id: string): Promise<SessionData | undefined>;
  /** False when there is no such session: a write never revives one. */
  update(id: string, data: SessionData): Promise<boolean>;
  delete(id: string): Promise<void>;
  listOf(userId: string): Promise<readonly SessionInList[]>;
  /** False when that user has no such session. */
  end(userId: string, handle: string): Promise<boolean>;
  /** Ends all sessions of a user but one; returns how many. */
  endAllOf(userId: string, keepId?: string): Promise<number>;
  handleOf(id: string): string;
}

/** How often something may happen: `limit` times in `periodMs`, in one burst or spread out. */
export type RateRule = { readonly name: string; readonly limit: number; readonly periodMs: number };

export interface RateLimiter {
  /** Takes one; 0 when it was granted, else the milliseconds until the next one is. */
  take(rule: RateRule, key: string): Promise<number>;
}

/** Words on a picture: wrapped within a box, pixels, and made smaller when they do not fit. */
export type PictureText = {
  readonly text: string;
  /** Of the letters, at most, pixels. */
  readonly size: number;
  readonly colour: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** A drawing of ours, SVG, and the words on it. */
export type CardToPaint = { readonly svg: string; readonly texts: readonly PictureText[] };

/** `etag` is the picture's own. */
export type PaintedCard = { readonly png: Uint8Array; readonly etag: string };

/** Makes pictures of drawings, away from the event loop. */
export interface CardPainter {
  /**
   * Leaves out words whose script this machine has no letters for.
   *
   * @throws ServiceUnavailable when too many pictures are waiting
   */
  paint(card: CardToPaint): Promise<PaintedCard>;
}
