import { type AnalysisInList, listAnalysesOf } from "#core/analyses/analyses.repo.ts";
import type { Owner } from "#core/analyses/owner.ts";
import type { RouteArgs } from "./route.server.ts";
import { ownerOf } from "./viewer.server.ts";
import { Paging } from "./wire/paging.server.ts";

export type ReadingsList = {
  readonly items: readonly AnalysisInList[];
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
};

/** Which page of a list the API is asked for; what makes no sense means the first page. */
export function readPage(request: Request): { readonly page: number; readonly perPage: number } {
  const asked = Paging.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { page: asked.page, perPage: asked.per_page };
}

/** The page of the viewer's readings that the address asks for. */
export async function listOwnReadings({ deps, request, viewer }: RouteArgs): Promise<ReadingsList> {
  const owner: Owner | undefined = ownerOf(await viewer());
  const { page, perPage } = readPage(request);
  if (!owner) return { items: [], page: 1, perPage, total: 0 };
  const { items, total } = await listAnalysesOf(deps.db, owner, {
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return { items, page, perPage, total };
}
