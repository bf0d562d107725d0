import { type RawBuilder, sql } from "kysely";

/**
 * SQL for a search in `users.email`, in which `%` and `_` stand for themselves: addresses are full of the latter.
 */
export function emailContains(search: string): RawBuilder<boolean> {
  const pattern = `%${search.normalize("NFC").toLowerCase().replace(/[!%_]/g, "!$&")}%`;
  return sql<boolean>`${sql.ref("users.email")} like ${pattern} escape '!'`;
}
