import type { AnalysisStatus, Db } from "../database.ts";
import { emailContains } from "../users/email-contains.ts";

export type Counts = {
  readonly users: number;
  readonly guests: number;
  readonly readings: Readonly<Record<AnalysisStatus, number>>;
};

/** How much there is of everything. */
export async function countEverything(db: Db): Promise<Counts> {
  const [users, guests, byStatus] = await Promise.all([
    countRows(db, "users"),
    countRows(db, "guests"),
    db
      .selectFrom("analyses")
      .select(["status", ({ fn }) => fn.countAll<number>().as("count")])
      .groupBy("status")
      .execute(),
  ]);
  const readings = { queued: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const { status, count } of byStatus) readings[status] = count;
  return { users, guests, readings };
}

/** An analysis as those see it who run the product: how it went, and nothing of what it says or shows. */
export type AnalysisForAdmin = {
  readonly id: string;
  /** Null for a guest's. */
  readonly owner: { readonly id: string; readonly email: string } | null;
  readonly status: AnalysisStatus;
  readonly errorCode: string | null;
  readonly reader: "openai" | "builtin" | null;
  readonly attempts: number;
  readonly createdAt: Date;
  /** From the photo to the end; null before that. */
  readonly durationMs: number | null;
};

export type AnalysisSearch = {
  /** A whole id, or a part of the owner's address; "" for all. */
  readonly search: string;
  readonly status: AnalysisStatus | null;
  readonly limit: number;
  readonly offset: number;
};

/** Everybody's analyses, newest first. */
export async function listAllAnalyses(
  db: Db,
  { search, status, limit, offset }: AnalysisSearch,
): Promise<{ items: readonly AnalysisForAdmin[]; total: number }> {
  let found = db
    .selectFrom("analyses")
    .leftJoin("users", "users.id", "analyses.user_id")
    .$if(search !== "", (query) =>
      isId(search)
        ? query.where("analyses.id", "=", search.toLowerCase())
        : query.where(emailContains(search)),
    );
  if (status !== null) found = found.where("analyses.status", "=", status);

  const [rows, { total }] = await Promise.all([
    found
      .select([
        "analyses.id",
        "analyses.user_id",
        "users.email",
        "analyses.status",
        "analyses.error_code",
        "analyses.reader",
        "analyses.attempts",
        "analyses.created_at",
        "analyses.completed_at",
      ])
      .orderBy("analyses.created_at", "desc")
      .orderBy("analyses.id", "desc")
      .limit(limit)
      .offset(offset)
      .execute(),
    found.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  return {
    items: rows.map((row) => ({
      id: row.id,
      owner:
        row.user_id === null || row.email === null ? null : { id: row.user_id, email: row.email },
      status: row.status,
      errorCode: row.error_code,
      reader: row.reader,
      attempts: row.attempts,
      createdAt: new Date(row.created_at),
      durationMs: row.completed_at === null ? null : row.completed_at - row.created_at,
    })),
    total,
  };
}

async function countRows(db: Db, table: "users" | "guests"): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

function isId(search: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(search);
}
