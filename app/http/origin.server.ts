import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * False for a state-changing request that a browser sent on behalf of another site's page.
 *
 * Browsers say so in `Sec-Fetch-Site` and `Origin`; programs that send neither pass, because they do
 * not carry a person's cookies by accident.
 */
export function isSameOrigin(
  request: Pick<IncomingMessage, "method" | "headers" | "url">,
  {
    appOrigin,
    allowedOrigins,
  }: {
    readonly appOrigin: URL;
    /** Sites whose pages may use the API, and nothing else. */
    readonly allowedOrigins: readonly string[];
  },
): boolean {
  if (safeMethods.has(request.method ?? "GET")) return true;
  const isApi = (request.url ?? "").startsWith("/api/");
  if (isApi && allowedOrigins.includes(request.headers.origin ?? "")) return true;

  const site = request.headers["sec-fetch-site"];
  if (typeof site === "string" && site !== "same-origin" && site !== "none") return false;

  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  if (origin === appOrigin.origin) return true;
  // By its bare address a machine may be reached under another name than its setting's; a name could be anybody's.
  const { host: from, hostname } = new URL(origin);
  return (
    from === host && (isIP(hostname.replace(/^\[|\]$/g, "")) !== 0 || hostname === "localhost")
  );
}
