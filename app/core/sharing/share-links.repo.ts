import { toAnalysis } from "../analyses/analyses.repo.ts";
import type { Analysis } from "../analyses/analysis.ts";
import { type Db, nowMs, type Tx } from "../database.ts";
import { hashSecretToken } from "../secret-token.ts";

export type StoredShareLink = {
  readonly id: string;
  readonly tokenHash: string;
  readonly createdAt: Date;
};

export async function findShareLink(
  db: Db | Tx,
  analysisId: string,
): Promise<StoredShareLink | undefined> {
  const row = await db
    .selectFrom("share_links")
    .selectAll()
    .where("analysis_id", "=", analysisId)
    .executeTakeFirst();
  return row && { id: row.id, tokenHash: row.token_hash, createdAt: new Date(row.created_at) };
}

export async function insertShareLink(
  db: Db | Tx,
  link: { readonly id: string; readonly analysisId: string; readonly token: string },
): Promise<void> {
  await db
    .insertInto("share_links")
    .values({
      id: link.id,
      analysis_id: link.analysisId,
      token_hash: hashSecretToken(link.token),
      created_at: nowMs,
    })
    .execute();
}

/** False when there was none. */
export async function deleteShareLink(db: Db | Tx, analysisId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("share_links")
    .where("analysis_id", "=", analysisId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** The finished analysis that a token opens. One look-up by its hash, whatever the token is. */
export async function findSharedAnalysis(db: Db, token: string): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom("share_links")
    .innerJoin("analyses", "analyses.id", "share_links.analysis_id")
    .selectAll("analyses")
    .where("share_links.token_hash", "=", hashSecretToken(token))
    .where("analyses.status", "=", "completed")
    .executeTakeFirst();
  return row && toAnalysis(row);
}
