import { v7 as uuidv7 } from "uuid";
import { type Analysis, NotFinished } from "../analyses/analysis.ts";
import type { Origin } from "../audit/audit-action.ts";
import { recordAudit } from "../audit/audit.repo.ts";
import type { Db } from "../database.ts";
import { lockUser } from "../users/users.repo.ts";
import { deleteShareLink, findShareLink, insertShareLink } from "./share-links.repo.ts";
import { findShareToken, shareToken } from "./share-token.ts";

/**
 * A link that shows the summary of the user's reading: the one that there is, or a new one. One whose secret we no
 * longer have is replaced, because whoever asks for a link wants to hand it on.
 *
 * @throws NotFinished
 */
export async function makeShareLink(
  db: Db,
  analysis: Analysis,
  {
    userId,
    secretKeys,
    from,
  }: {
    readonly userId: string;
    readonly secretKeys: readonly string[];
    readonly from: Origin;
  },
): Promise<{ readonly token: string; readonly isNew: boolean }> {
  if (!analysis.reading) throw new NotFinished();
  return db.transaction().execute(async (tx) => {
    await lockUser(tx, userId);
    const known = await findShareLink(tx, analysis.id);
    const shown = known && findShareToken(known, secretKeys);
    if (known && shown != null) return { token: shown, isNew: false };

    await deleteShareLink(tx, analysis.id);
    const id = uuidv7();
    const token = shareToken(id, secretKeys[0] ?? "");
    await insertShareLink(tx, { id, analysisId: analysis.id, token });
    await recordAudit(tx, { userId, action: "link_made", from });
    return { token, isNew: true };
  });
}
