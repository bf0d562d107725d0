import { z } from "zod";

/** Readings a page, unless an API client asks for another number. */
export const READINGS_PER_PAGE = 5;

const MOST_PER_PAGE = 20;

/** How many a page are asked for: more than there may be means as many as may be, nonsense means `fallback`. */
export function perPage(most: number, fallback: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .overwrite((asked) => Math.min(asked, most))
    .max(most)
    .catch(fallback)
    .describe(`More than ${most} means ${most}.`);
}

/** Which page of a list is asked for; what makes no sense means the first page. */
export const Paging = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  per_page: perPage(MOST_PER_PAGE, READINGS_PER_PAGE),
});

/** A page of such items, and how many there are in all. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    page: z.int().min(0),
    per_page: z.int().min(0),
    total: z.int().min(0),
    has_more: z.boolean(),
  });
}
