import type { Analysis } from "#core/analyses/analysis.ts";
import type { Db } from "#core/database.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import type { PhotoStore } from "#core/ports.ts";
import type { Reading } from "#core/reading/reading.ts";
import { given } from "./given.ts";
import { markAsStored } from "./mark-as-stored.ts";

/** What the worker leaves behind: the reading in its row, and each photo upright in the store. */
export async function finishReading(
  { db, photoStore }: { readonly db: Db; readonly photoStore: Pick<PhotoStore, "write"> },
  analysis: Analysis,
  reading: Reading = given.reading(),
  jpeg: Uint8Array = new Uint8Array([0xff, 0xd8, 0xff]),
): Promise<{ readonly photoKeys: readonly string[] }> {
  const photoKeys: string[] = [];
  for (const { id, hand } of await listPhotos(db, analysis.id)) {
    const key = `${analysis.owner.id}/${analysis.id}/${hand}.jpg`;
    await photoStore.write(key, jpeg);
    await markAsStored(db, id, {
      key,
      thumbnailKey: key,
      width: 600,
      height: 800,
      bytes: jpeg.byteLength,
      sha256: `sha256 of ${hand}`,
    });
    photoKeys.push(key);
  }
  await db
    .updateTable("analyses")
    .set({
      status: "completed",
      reader: "openai",
      model: reading.model,
      prompt_version: reading.promptVersion,
      assessment: JSON.stringify(reading.assessment),
      summary: JSON.stringify(reading.summary),
      report: reading.report && JSON.stringify(reading.report),
      sights: reading.sights && JSON.stringify(reading.sights),
      grounds: reading.grounds && JSON.stringify(reading.grounds),
      completed_at: Date.now(),
    })
    .where("id", "=", analysis.id)
    .execute();
  return { photoKeys };
}
