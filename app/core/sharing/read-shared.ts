import type { Db } from "../database.ts";
import { readingInLanguage } from "../reading/reading-in-language.ts";
import type { Language } from "../reading/reading.ts";
import { SharedNotFound, type SharedReading, type ShareLink } from "./share-link.ts";
import { findSharedAnalysis, findShareLink } from "./share-links.repo.ts";
import { findShareToken } from "./share-token.ts";

/** What a link shows, for anybody, in `language` where it can be written in it. @throws SharedNotFound */
export async function openSharedReading(
  db: Db,
  token: string,
  language: Language,
): Promise<SharedReading> {
  const analysis = await findSharedAnalysis(db, token);
  if (!analysis?.reading) throw new SharedNotFound();
  const { writingHand, language: writtenIn } = analysis;
  const { reading, textLanguage } = readingInLanguage(analysis.reading, {
    language,
    writtenIn,
    writingHand,
  });
  return { summary: reading.summary, writtenIn: textLanguage };
}

/** The link of an analysis, for its owner; null when there is none. */
export async function readShareLink(
  db: Db,
  analysisId: string,
  secretKeys: readonly string[],
): Promise<ShareLink | null> {
  const link = await findShareLink(db, analysisId);
  return link ? { token: findShareToken(link, secretKeys), createdAt: link.createdAt } : null;
}
