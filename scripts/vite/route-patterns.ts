import type { RouteConfigEntry } from "@remix-run/route-config";
import type { Plugin } from "vite";
import { flattenRoutes } from "../flatten-routes.ts";

const ID = "virtual:route-patterns";

/**
 * Tells the server the addresses that it answers, which Remix keeps to itself:
 * `import { routePatterns } from "virtual:route-patterns"`.
 */
export function routePatterns(routes: readonly RouteConfigEntry[]): Plugin {
  const patterns = flattenRoutes(routes).map(({ path }) => path);
  return {
    name: "route-patterns",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) =>
      id === `\0${ID}`
        ? `export const routePatterns = ${JSON.stringify([...new Set(patterns)])};`
        : undefined,
  };
}
