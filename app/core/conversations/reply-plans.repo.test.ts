import { CompiledQuery, type QueryId, type RootOperationNode } from "kysely";
import { expect, test } from "vitest";
import { openSqliteDatabase } from "#tests/support/databases.ts";
import { listPaidTokens } from "../analyses/paid-calls.repo.ts";
import type { Db } from "../database.ts";
import { createReplyLedger } from "./reply-ledger.ts";

/** How SQLite finds the rows of each statement that `run` makes. */
async function plansOf(db: Db, run: (db: Db) => Promise<unknown>): Promise<readonly string[]> {
  const made: { readonly node: RootOperationNode; readonly queryId: QueryId }[] = [];
  await run(
    db.withPlugin({
      transformQuery(query) {
        made.push(query);
        return query.node;
      },
      transformResult: async ({ result }) => result,
    }),
  );
  return Promise.all(
    made.map(async ({ node, queryId }) => {
      const { sql, parameters } = db.getExecutor().compileQuery(node, queryId);
      const { rows } = await db.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
      );
      return rows.map(({ detail }) => detail).join("; ");
    }),
  );
}

test("what workers and the day's costs ask of answers goes by an index, however many there are", async () => {
  await using database = await openSqliteDatabase();
  const { db } = database;

  const renewed = await plansOf(db, (seen) => createReplyLedger(seen).renew(["0001", "0002"]));
  const unsettled = await plansOf(db, (seen) =>
    createReplyLedger(seen).listUnsettled(undefined, 100),
  );
  const paid = await plansOf(db, (seen) => listPaidTokens(seen, new Date()));

  expect(renewed).toHaveLength(1);
  expect(renewed[0]).toMatch(/replies USING INDEX replies_(unsettled|pending)/);
  expect(unsettled[0]).toMatch(/replies USING INDEX replies_unsettled/);
  expect(paid).toHaveLength(2);
  expect(paid[1]).toMatch(/replies USING INDEX replies_paid/);
});
