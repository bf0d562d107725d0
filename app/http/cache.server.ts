import type { HeadersFunction } from "@remix-run/node";

/** For pages that say the same to everybody: a few minutes in every cache. */
export const publicPage: HeadersFunction = ({ errorHeaders }) =>
  errorHeaders ? { "Cache-Control": "no-store" } : { "Cache-Control": "public, max-age=300" };

/** For pages that belong to one browser: never shared, and asked for again each time. */
export const privatePage: HeadersFunction = ({ loaderHeaders, actionHeaders, errorHeaders }) => {
  const given = errorHeaders ?? actionHeaders ?? loaderHeaders;
  const retryAfter = given.get("Retry-After");
  return {
    "Cache-Control": "private, no-cache",
    Vary: "Cookie",
    ...(retryAfter === null ? {} : { "Retry-After": retryAfter }),
  };
};
