/** What an address that no pattern fits is called. */
export const NO_ROUTE = "other";

/**
 * Finds the pattern that an address belongs to, `/analyses/:analysisId`, as the router would. There are as many
 * answers as patterns and one more, whatever is asked for.
 */
export function createRouteMatcher(patterns: readonly string[]): (path: string) => string {
  const routes = patterns
    .map((pattern) => ({ pattern, regex: toRegex(pattern), rank: rankOf(pattern) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0));

  return (path) => {
    // What Remix's own browser code asks for: the data of a page.
    const plain = path.replace(/\/+$/, "").replace(/\.data$/, "") || "/";
    return routes.find(({ regex }) => regex.test(plain))?.pattern ?? NO_ROUTE;
  };
}

function segmentsOf(pattern: string): string[] {
  return pattern.split("/").filter((segment) => segment !== "");
}

function toRegex(pattern: string): RegExp {
  const segments = segmentsOf(pattern).map((segment) => {
    if (segment === "*") return "(/.*)?";
    if (segment.startsWith(":")) return "/[^/]+";
    return `/${segment.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
  });
  return new RegExp(`^${segments.join("") || "/"}$`, "i");
}

/** In front what says most: words before placeholders, and those before "anything". */
function rankOf(pattern: string): string {
  return segmentsOf(pattern)
    .map((segment) => (segment === "*" ? "2" : segment.startsWith(":") ? "1" : "0"))
    .join("");
}
