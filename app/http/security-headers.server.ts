/**
 * Headers of every answer, static files and error pages included. The Content-Security-Policy stands
 * with the document that it protects (entry.server.tsx).
 */
export function securityHeaders({
  secureCookies,
}: {
  readonly secureCookies: boolean;
}): Readonly<Record<string, string>> {
  return {
    "X-Content-Type-Options": "nosniff",
    // `no-referrer` would make browsers send `Origin: null` with every form and break them.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), browsing-topics=()",
    ...(secureCookies ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}
