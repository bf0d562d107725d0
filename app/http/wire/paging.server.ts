import { z } from "zod";

/** Readings a page, unless an API client asks for another number. */
export const READINGS_PER_PAGE = 5;

const MOST_PER_PAGE = 20;

const wholeNumber = (most: number, fallback: number) =>
  z.coerce.number().int().min(1).max(most).catch(fallback);

/** Which page of a list is asked for; what makes no sense means the first page. */
export const Paging = z.object({
  page: wholeNumber(100_000, 1),
  per_page: wholeNumber(MOST_PER_PAGE, READINGS_PER_PAGE),
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
