import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Db, Tx } from "../database.ts";
import { DomainError } from "../errors.ts";
import { ensureGuest } from "../guests/guests.repo.ts";
import type { GuestToken } from "../guests/guest.ts";
import { insertPhotos, sumPhotoBytes } from "../photos/photos.repo.ts";
import type { AnalysisQueue, ArrivedPhoto, Log, PhotoStore } from "../ports.ts";
import { type Quota, StorageFull } from "../quotas/quota.ts";
import { takeQuotas } from "../quotas/quotas.repo.ts";
import { lockUser } from "../users/users.repo.ts";
import type { Language, WritingHand } from "../reading/reading.ts";
import { findAnalysis, findRequest, forgetOldRequest, insertAnalysis } from "./analyses.repo.ts";
import { type Analysis, AnalysisNotFound } from "./analysis.ts";
import { hashContent } from "./content-hash.ts";
import type { Owner } from "./owner.ts";

/** Who sends: a guest, known by the cookie's token and perhaps not yet by a row, or a user. */
export type Sender =
  | { readonly kind: "guest"; readonly token: GuestToken }
  | { readonly kind: "user"; readonly id: string; readonly isVerified: boolean };

/** What one day may bring. A guest's network counts as well, because cookies are easily thrown away. */
export type SubmitLimits = {
  readonly guestAnalysesPerDay: number;
  readonly networkAnalysesPerDay: number;
  readonly userAnalysesPerDay: number;
  readonly userStorageBytes: number;
};

export type AnalysisRequest = {
  readonly sender: Sender;
  /** Photos that have passed every check and wait in the store's incoming folder. */
  readonly photos: readonly ArrivedPhoto[];
  readonly writingHand: WritingHand | null;
  readonly language: Language;
  readonly label: string | null;
  readonly repeat: RepeatRule | null;
  /** A hash of the network that the request came from. */
  readonly network: string;
  readonly limits: SubmitLimits;
};

/**
 * What tells a repeated request from a new one. A form that is sent again with other photos is a new
 * request; an API key that comes with another body is a mistake.
 */
export type RepeatRule = { readonly kind: "form" | "idempotency_key"; readonly key: string };

/** For so long the same request gives the same analysis. */
const REPEAT_WINDOW_MS = 24 * 60 * 60 * 1000;

export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super(
      "invalid",
      "input.idempotency_key_reused",
      "This Idempotency-Key came with another body before. Use a new key for a new request.",
    );
  }
}

/**
 * Accepts photos for reading: rows first, then the doorbell. Sending the same request again gives the
 * analysis that it made the first time, and drops the second set of photos.
 *
 * On failure nothing stays behind: no row, and no file of `photos`.
 */
export async function submitAnalysis(
  deps: {
    readonly db: Db;
    readonly photoStore: PhotoStore;
    readonly analysisQueue: AnalysisQueue;
    readonly log: Log;
  },
  request: AnalysisRequest,
): Promise<Analysis> {
  const { analysis, isNew } = await store(deps.db, request).catch(async (error: unknown) => {
    await discard(deps.photoStore, request.photos);
    throw error;
  });
  if (!isNew) await discard(deps.photoStore, request.photos);

  try {
    await deps.analysisQueue.ring(analysis.id, analysis.owner.id);
  } catch (error) {
    // The row is the truth: the worker's sweep finds it and rings again.
    deps.log.warn({ analysisId: analysis.id, err: error }, "analysis stored but not rung for");
  }
  return analysis;
}

async function store(
  db: Db,
  request: AnalysisRequest,
): Promise<{ analysis: Analysis; isNew: boolean }> {
  const id = uuidv7();
  const requestHash = hashRequest(request);
  const requestKey = toRequestKey(request.repeat, requestHash);

  return db.transaction().execute(async (tx) => {
    // The first statement writes, so that SQLite takes its write lock before it reads anything.
    const owner = await lockOwner(tx, request.sender);
    if (requestKey !== null) await forgetOldRequest(tx, owner, requestKey, REPEAT_WINDOW_MS);

    const isNew = await insertAnalysis(tx, {
      id,
      owner,
      label: request.label,
      language: request.language,
      writing_hand: request.writingHand,
      request_key: requestKey,
      request_hash: requestHash,
      content_hash: hashContent(request),
    });
    if (!isNew && requestKey !== null) {
      const earlier = await findRequest(tx, owner, requestKey);
      if (!earlier) throw new AnalysisNotFound();
      if (earlier.requestHash !== requestHash) throw new IdempotencyKeyReused();
      return { analysis: earlier.analysis, isNew };
    }

    await takeQuotas(tx, id, quotasOf(owner, { ...request, isVerified: isVerified(request) }));
    if (owner.kind === "user") await requireSpace(tx, owner.id, request);
    await insertPhotos(
      tx,
      id,
      request.photos.map((photo) => ({ ...photo, id: uuidv7() })),
    );
    const analysis = await findAnalysis(tx, id);
    if (!analysis) throw new AnalysisNotFound();
    return { analysis, isNew };
  });
}

async function lockOwner(tx: Tx, sender: Sender): Promise<Owner> {
  if (sender.kind === "guest") return { kind: "guest", id: await ensureGuest(tx, sender.token) };
  await lockUser(tx, sender.id);
  return { kind: "user", id: sender.id };
}

function isVerified({ sender }: AnalysisRequest): boolean {
  return sender.kind === "user" && sender.isVerified;
}

/**
 * What an owner's analyses count against; the order is the same for everybody, so that nobody locks in a circle.
 * Cookies and accounts without a confirmed address are easily thrown away, so their network counts as well.
 */
export function quotasOf(
  owner: Owner,
  options: Pick<AnalysisRequest, "network" | "limits"> & { readonly isVerified: boolean },
): readonly Quota[] {
  const { network, limits } = options;
  const ofOwner: Quota =
    owner.kind === "user"
      ? { subject: `user:${owner.id}`, limit: limits.userAnalysesPerDay }
      : { subject: `guest:${owner.id}`, limit: limits.guestAnalysesPerDay };
  const ofNetwork: Quota = {
    subject: `network:${network}`,
    limit: limits.networkAnalysesPerDay,
  };
  return options.isVerified ? [ofOwner] : [ofOwner, ofNetwork];
}

async function requireSpace(
  tx: Tx,
  userId: string,
  { photos, limits }: AnalysisRequest,
): Promise<void> {
  const arriving = photos.reduce((sum, { bytes }) => sum + bytes, 0);
  if ((await sumPhotoBytes(tx, userId)) + arriving > limits.userStorageBytes) {
    throw new StorageFull();
  }
}

function toRequestKey(repeat: RepeatRule | null, requestHash: string): string | null {
  if (repeat === null) return null;
  return repeat.kind === "form" ? `form:${repeat.key}:${requestHash}` : `key:${repeat.key}`;
}

function hashRequest({ photos, writingHand, language, label }: AnalysisRequest): string {
  const content = [
    ...photos.map(({ hand, sha256 }) => `${hand}:${sha256}`).sort(),
    writingHand,
    language,
    label,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

async function discard(store: PhotoStore, photos: readonly ArrivedPhoto[]): Promise<void> {
  await Promise.all(photos.map(({ incomingKey }) => store.delete(incomingKey)));
}
