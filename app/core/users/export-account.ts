import type { Analysis, FinishedReading } from "../analyses/analysis.ts";
import type { Db } from "../database.ts";
import type { Hand } from "../photos/photo.ts";
import { PhotoMissing } from "../photos/photo-missing.ts";
import type { Clock, PhotoStore } from "../ports.ts";
import { listApiTokens } from "./api-tokens.repo.ts";
import { exportJson } from "./export-json.ts";
import {
  type AnalysisToExport,
  type ConversationToExport,
  listAnalysesToExport,
  listAuditToExport,
  listConversationsToExport,
} from "./export.repo.ts";
import type { User } from "./user.ts";

/** A file of the archive. A text that may be long comes in pieces, none of them empty. */
export type ArchiveEntry =
  | { readonly name: string; readonly text: string | AsyncIterable<string> }
  | { readonly name: string; readonly bytes: Uint8Array };

/** A finished reading, as its page in the archive shows it. */
export type ArchivedReading = {
  readonly analysis: Analysis;
  readonly reading: FinishedReading;
  /** Those that are in the archive. */
  readonly photos: readonly ArchivedPhoto[];
};

export type ArchivedPhoto = {
  readonly hand: Hand;
  readonly width: number;
  readonly height: number;
  /** Its name in the archive. */
  readonly file: string;
};

/** An analysis, as the archive's list shows it. */
export type ArchivedAnalysis = Pick<
  Analysis,
  "id" | "label" | "language" | "status" | "createdAt"
> & {
  readonly headline: string | null;
  /** The name of its page in the archive; null when there is no reading. */
  readonly page: string | null;
};

/** Writes the pages that people open: what is on them is said here, how they look is not. */
export type ArchivePages = {
  readonly reading: (reading: ArchivedReading) => string;
  /** Newest first. */
  readonly index: (analyses: readonly ArchivedAnalysis[]) => string;
};

/**
 * Everything that belongs to a user, file by file (docs/export.md). One photo and one batch of analyses are in memory
 * at a time, and of every analysis what the list needs. A photo whose file is gone is left out, and `export.json`,
 * which comes last, says so.
 */
export async function* exportAccount(
  deps: { readonly db: Db; readonly photoStore: PhotoStore; readonly clock: Clock },
  user: User,
  pages: ArchivePages,
): AsyncGenerator<ArchiveEntry, undefined> {
  const exportedAt = deps.clock.now();
  const files = new Set<string>();
  const archived = new Map<string, ArchivedAnalysis>();

  for await (const { analysis, photos } of listAnalysesToExport(deps.db, user.id)) {
    const found: ArchivedPhoto[] = [];
    for (const { hand, storageKey, width, height } of photos) {
      const bytes = storageKey === null ? null : await findPhoto(deps.photoStore, storageKey);
      if (!bytes) continue;
      const file = photoFile(analysis.id, hand);
      yield { name: file, bytes };
      files.add(file);
      found.push({ hand, width, height, file });
    }
    const { id, label, language, status, createdAt, reading } = analysis;
    const page = reading && pageFile(analysis);
    if (reading && page !== null) {
      yield { name: page, text: pages.reading({ analysis, reading, photos: found }) };
    }
    const headline = reading?.summary.headline ?? null;
    archived.set(id, { id, label, language, status, createdAt, headline, page });
  }

  yield { name: "index.html", text: pages.index([...archived.values()].reverse()) };
  yield {
    name: "export.json",
    text: exportJson({
      exportedAt,
      user,
      analyses: only(listAnalysesToExport(deps.db, user.id), archived),
      conversations: onlyAbout(listConversationsToExport(deps.db, user.id), archived),
      apiTokens: await listApiTokens(deps.db, user.id),
      audit: listAuditToExport(deps.db, user.id),
      fileOf(analysisId, hand) {
        const file = photoFile(analysisId, hand);
        return files.has(file) ? file : null;
      },
    }),
  };
}

/** Leaves out what has come since the photos were written. */
async function* only(
  analyses: AsyncIterable<AnalysisToExport>,
  archived: ReadonlyMap<string, unknown>,
): AsyncGenerator<AnalysisToExport, undefined> {
  for await (const entry of analyses) if (archived.has(entry.analysis.id)) yield entry;
}

async function* onlyAbout(
  conversations: AsyncIterable<ConversationToExport>,
  archived: ReadonlyMap<string, unknown>,
): AsyncGenerator<ConversationToExport, undefined> {
  for await (const entry of conversations) {
    if (archived.has(entry.conversation.analysisId)) yield entry;
  }
}

async function findPhoto(photoStore: PhotoStore, key: string): Promise<Uint8Array | null> {
  try {
    return await photoStore.read(key);
  } catch (error) {
    if (error instanceof PhotoMissing) return null;
    throw error;
  }
}

function photoFile(analysisId: string, hand: Hand): string {
  return `photos/${analysisId}/${hand}.jpg`;
}

/** The id's end is random; its beginning is the time, which readings of one minute share. */
function pageFile({ id, createdAt }: Analysis): string {
  return `readings/${createdAt.toISOString().slice(0, 10)}-${id.slice(-12)}.html`;
}
