/** JSON for its owner alone: never kept by a shared cache, asked for again each time. */
export function privateJson(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("Cache-Control", "private, no-cache");
  headers.set("Vary", "Cookie");
  return Response.json(body, { ...init, headers });
}
