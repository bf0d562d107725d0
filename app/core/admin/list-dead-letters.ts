import type { Db, JobStatus } from "../database.ts";
import { listJobStates } from "./job-rows.repo.ts";
import type { DeadLetter, StreamAdmin } from "./streams-admin.ts";

/** A dead letter, with what its row says by now; null when that is gone. */
export type DeadLetterWithRow = DeadLetter & {
  readonly row: { readonly status: JobStatus; readonly errorCode: string | null } | null;
};

/** A page of a stream's dead letters, newest first, and how many there are. @throws ServiceUnavailable */
export async function listDeadLetters(
  db: Db,
  stream: StreamAdmin,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Promise<{ readonly letters: readonly DeadLetterWithRow[]; readonly total: number }> {
  const [letters, { dead }] = await Promise.all([
    stream.listDead({ offset: (page - 1) * perPage, limit: perPage }),
    stream.readOverview(),
  ]);
  const rows = await listJobStates(
    db,
    stream.name,
    letters.map(({ id }) => id),
  );
  return {
    letters: letters.map((letter) => ({ ...letter, row: rows.get(letter.id) ?? null })),
    total: dead,
  };
}
