import { makeThumbnail, type MakeThumbnailDeps } from "#core/photos/make-thumbnail.ts";
import type { ThumbnailToMake } from "#core/photos/thumbnails.repo.ts";
import type { Run } from "#queue/define-job.ts";

/** What the queue calls for one photo. */
export function handleThumbnail(deps: MakeThumbnailDeps) {
  return (thumbnail: ThumbnailToMake, run: Run): Promise<void> =>
    makeThumbnail(deps, thumbnail, run);
}
