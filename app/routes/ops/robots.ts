/**
 * Readings are nobody else's business. No file in `public`: those are kept for a year, and this may change.
 * Shared summaries are not named: what fetches their previews obeys this file, and searches are told `noindex` there.
 */
const rules = `User-agent: *
Disallow: /analyses/
Disallow: /hi/analyses/
Disallow: /conversations/
Disallow: /hi/conversations/
Disallow: /api/
`;

export const loader = () =>
  new Response(rules, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
    },
  });
