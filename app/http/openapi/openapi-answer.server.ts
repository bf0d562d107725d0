import { createHash } from "node:crypto";

type Made = { readonly text: string; readonly etag: string };

/** Made when somebody first asks, and then kept. */
let made: Promise<Made> | undefined;

/** The API's own description, the same for everybody: kept by every cache for a few minutes. */
export async function openApiAnswer(
  request: Request,
  options: { readonly hasSecureCookies: boolean },
): Promise<Response> {
  const { text, etag } = await (made ??= makeDocument(options));
  const headers = { "Cache-Control": "public, max-age=300", ETag: etag };
  if (request.headers.get("If-None-Match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { headers: { ...headers, "Content-Type": "application/json" } });
}

/** Loads the schemas of all answers only now, so that a web that nobody asks carries none of them. */
async function makeDocument(options: { readonly hasSecureCookies: boolean }): Promise<Made> {
  const { buildDocument } = await import("./build-document.server.ts");
  const text = JSON.stringify(buildDocument(options));
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  // Weak, because what compresses the answer on its way leaves the tag as it is.
  return { text, etag: `W/"${hash}"` };
}
