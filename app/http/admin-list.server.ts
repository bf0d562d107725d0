import { z } from "zod";

/** Rows a page of every list in the admin area. */
export const ADMIN_ROWS_PER_PAGE = 20;

const Query = z.object({
  search: z
    .string()
    // PostgreSQL takes no NUL in a text, and nobody looks for control characters.
    .transform((text) =>
      text
        .replace(/\p{Cc}/gu, "")
        .trim()
        .slice(0, 254),
    )
    .catch(""),
  status: z
    .enum(["queued", "processing", "completed", "failed", "cancelled"])
    .nullable()
    .catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type AdminList = z.output<typeof Query> & {
  readonly limit: number;
  readonly offset: number;
};

/** What a list's address asks for; what makes no sense there means all of it, from the first page. */
export function readAdminList(request: Request): AdminList {
  const asked = Query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    ...asked,
    limit: ADMIN_ROWS_PER_PAGE,
    offset: (asked.page - 1) * ADMIN_ROWS_PER_PAGE,
  };
}

/** How many pages so many rows take. */
export function countPages(total: number): number {
  return Math.ceil(total / ADMIN_ROWS_PER_PAGE);
}
