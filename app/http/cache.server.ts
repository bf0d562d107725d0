import type { HeadersFunction } from "@remix-run/node";

/** For pages that say the same to everybody: a few minutes in every cache. */
export const publicPage: HeadersFunction = ({ errorHeaders }) =>
  errorHeaders ? { "Cache-Control": "no-store" } : { "Cache-Control": "public, max-age=300" };

/** For pages with a form that anybody gets: never shared, and kept for the way back, with what was typed. */
export const privatePage: HeadersFunction = (given) => privately("private, no-cache", given);

/** For pages that show what is somebody's own: kept nowhere, so that nothing is left after a logout. */
export const ownPage: HeadersFunction = (given) => privately("private, no-store", given);

/** For what a link with a secret in it shows: kept nowhere, found by no search, and told to no other site. */
export const sharedPage: HeadersFunction = () => ({
  "Cache-Control": "private, no-store",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
});

function privately(
  cacheControl: string,
  { loaderHeaders, actionHeaders, errorHeaders }: Parameters<HeadersFunction>[0],
): Record<string, string> {
  const given = errorHeaders ?? actionHeaders ?? loaderHeaders;
  const retryAfter = given.get("Retry-After");
  return {
    "Cache-Control": cacheControl,
    Vary: "Cookie",
    ...(retryAfter === null ? {} : { "Retry-After": retryAfter }),
  };
}
