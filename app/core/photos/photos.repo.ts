import type { Selectable } from "kysely";
import type { AnalysisPhoto } from "../analyses/analysis.ts";
import { type Db, nowMs, type PhotosTable, type Tx } from "../database.ts";
import type { ArrivedPhoto } from "../ports.ts";
import { insertThumbnail } from "./thumbnails.repo.ts";

export async function insertPhotos(
  db: Db | Tx,
  analysisId: string,
  photos: readonly (ArrivedPhoto & { readonly id: string })[],
): Promise<void> {
  await db
    .insertInto("photos")
    .values(
      photos.map((photo) => ({
        id: photo.id,
        analysis_id: analysisId,
        hand: photo.hand,
        incoming_key: photo.incomingKey,
        mime: photo.mime,
        bytes: photo.bytes,
        width: photo.width,
        height: photo.height,
        sha256: photo.sha256,
        created_at: nowMs,
      })),
    )
    .execute();
}

/** The photos of an analysis, left hand first. */
export async function listPhotos(db: Db, analysisId: string): Promise<readonly AnalysisPhoto[]> {
  const rows = await db
    .selectFrom("photos")
    .selectAll()
    .where("analysis_id", "=", analysisId)
    .orderBy("hand")
    .execute();
  return rows.map(toPhoto);
}

/** Deletes the photos of an analysis; returns them as they were at that very moment. */
export async function deletePhotos(
  db: Db | Tx,
  analysisId: string,
): Promise<readonly AnalysisPhoto[]> {
  const rows = await db
    .deleteFrom("photos")
    .where("analysis_id", "=", analysisId)
    .returningAll()
    .execute();
  return rows.map(toPhoto);
}

export async function findPhoto(db: Db, id: string): Promise<AnalysisPhoto | undefined> {
  const row = await db.selectFrom("photos").selectAll().where("id", "=", id).executeTakeFirst();
  return row && toPhoto(row);
}

/**
 * Notes where the upright photo is, and that it is to have a thumbnail; from then on the incoming file is not needed.
 * False when the row is gone, or does not wait for this any more.
 */
export async function updatePhotoAsStored(
  db: Db,
  photo: { readonly id: string; readonly incomingKey: string },
  stored: {
    readonly key: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    readonly sha256: string;
  },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("photos")
      .set({
        incoming_key: null,
        storage_key: stored.key,
        mime: "image/jpeg",
        width: stored.width,
        height: stored.height,
        bytes: stored.bytes,
        sha256: stored.sha256,
      })
      .where("id", "=", photo.id)
      .where("incoming_key", "=", photo.incomingKey)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await insertThumbnail(tx, photo.id);
    return true;
  });
}

/** Notes a photo's thumbnail. False when the row is gone, or the photo is not where it was any more. */
export async function updateThumbnail(
  db: Db,
  id: string,
  made: { readonly storageKey: string; readonly thumbnailKey: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("photos")
    .set({ thumbnail_key: made.thumbnailKey })
    .where("id", "=", id)
    .where("storage_key", "=", made.storageKey)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Photos of an analysis that will not be read: their incoming files are about to go. */
export async function forgetIncomingPhotos(db: Db, analysisId: string): Promise<void> {
  await db
    .updateTable("photos")
    .set({ incoming_key: null })
    .where("analysis_id", "=", analysisId)
    .execute();
}

export async function isIncomingKeyKnown(db: Db, key: string): Promise<boolean> {
  const row = await db
    .selectFrom("photos")
    .select("id")
    .where("incoming_key", "=", key)
    .executeTakeFirst();
  return row !== undefined;
}

function toPhoto(row: Selectable<PhotosTable>): AnalysisPhoto {
  return {
    id: row.id,
    analysisId: row.analysis_id,
    hand: row.hand,
    incomingKey: row.incoming_key,
    storageKey: row.storage_key,
    thumbnailKey: row.thumbnail_key,
    width: row.width,
    height: row.height,
  };
}

/** The stored bytes of everything that a user keeps. */
export async function sumPhotoBytes(db: Db | Tx, userId: string): Promise<number> {
  const { bytes } = await db
    .selectFrom("photos")
    .innerJoin("analyses", "analyses.id", "photos.analysis_id")
    .select(({ fn }) => fn.sum<number | string | null>("photos.bytes").as("bytes"))
    .where("analyses.user_id", "=", userId)
    .executeTakeFirstOrThrow();
  // PostgreSQL adds whole numbers up to a numeric, which the driver gives as text.
  return Number(bytes ?? 0);
}

/** Whether a row names this file. */
export async function isPhotoKeyKnown(db: Db, key: string): Promise<boolean> {
  const row = await db
    .selectFrom("photos")
    .select("id")
    .where(({ or, eb }) => or([eb("storage_key", "=", key), eb("thumbnail_key", "=", key)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Stored files as the rows name them, in id order, for the sweep that looks whether they are there. */
export async function listStoredKeys(
  db: Db,
  after: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly keys: readonly string[] }[]> {
  const rows = await db
    .selectFrom("photos")
    .select(["id", "storage_key", "thumbnail_key"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    keys: [row.storage_key, row.thumbnail_key].filter((key) => key !== null),
  }));
}
