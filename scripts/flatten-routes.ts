import type { RouteConfigEntry } from "@remix-run/route-config";

export type FlatRoute = { readonly path: string; readonly file: string };

/** Every address of a route table, `/analyses/:analysisId`, with the file that answers it. */
export function flattenRoutes(entries: readonly RouteConfigEntry[], base = ""): FlatRoute[] {
  return entries.flatMap((entry) => {
    const path = entry.path === undefined ? base : `${base}/${entry.path}`;
    return [
      { path: path === "" ? "/" : path, file: entry.file },
      ...flattenRoutes(entry.children ?? [], path),
    ];
  });
}
