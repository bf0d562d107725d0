import { findUsualSeconds } from "#core/analyses/analyses.repo.ts";
import { getProgress, progressKey } from "#core/analyses/analysis-progress.ts";
import { type Analysis, AnalysisNotFound, isFinal } from "#core/analyses/analysis.ts";
import { isRetryable } from "#core/analyses/retry-analysis.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { localePath } from "#locales/locale-path.ts";
import { requireOwnAnalysis, toStatusJson, waitForChange } from "./analyses.server.ts";
import { withCsrf } from "./csrf-guard.server.ts";
import type { RouteArgs } from "./route.server.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longest side of the picture on the page, CSS pixels. */
const SHOWN_SIDE = 240;

/**
 * What `/analyses/:id` shows: the waiting page, the summary for a guest, the report for a user, or why there is none.
 *
 * Without JavaScript the waiting page refreshes itself to `?seen=…`, and that request is held until the analysis
 * looks different from what was seen, or 20 s have passed. `?auto=0` asks for a page that stays as it is.
 */
export async function loadAnalysisPage(args: RouteArgs) {
  return withCsrf(args, await loadState(args));
}

async function loadState(args: RouteArgs) {
  const { deps, language, request } = args;
  const query = new URL(request.url).searchParams;
  const seen = query.get("seen");
  let analysis = await requireOwnAnalysis(args);
  if (!isFinal(analysis.status) && seen !== null) {
    await waitForChange(args, analysis.id, seen);
    analysis = await requireOwnAnalysis(args);
  }

  if (analysis.status === "completed") return loadReading(args, analysis);
  if (analysis.status === "failed" || analysis.status === "cancelled") {
    return {
      state: "failed" as const,
      language,
      analysisId: analysis.id,
      error: analysis.error,
      canRetry: await isRetryable(deps.db, analysis),
      refresh: null,
    };
  }

  const progress = await getProgress(deps, analysis.id);
  const self = localePath(language, `/analyses/${analysis.id}`);
  return {
    state: "waiting" as const,
    language,
    status: toStatusJson(progress, language),
    usualSeconds: await findUsualSeconds(deps.db),
    refresh:
      query.get("auto") === "0"
        ? null
        : { afterSeconds: 1, url: `${self}?seen=${encodeURIComponent(progressKey(progress))}` },
  };
}

async function loadReading({ deps, language }: RouteArgs, analysis: Analysis) {
  const { reading } = analysis;
  if (!reading) throw new AnalysisNotFound();
  const isGuest = analysis.owner.kind === "guest";
  const photos = await listPhotos(deps.db, analysis.id);
  const shown = {
    analysisId: analysis.id,
    label: analysis.label,
    writtenIn: analysis.language,
    summary: reading.summary,
    assessment: reading.assessment,
    reader: reading.reader,
    model: reading.model,
    madeAt: (analysis.completedAt ?? analysis.updatedAt).toISOString(),
    keptUntil: isGuest
      ? new Date(
          analysis.createdAt.getTime() + deps.config.guestRetentionDays * DAY_MS,
        ).toISOString()
      : null,
    photos: photos.map(({ hand, width, height }) => {
      const scale = Math.min(1, SHOWN_SIDE / Math.max(width, height));
      return { hand, width: Math.round(width * scale), height: Math.round(height * scale) };
    }),
  };
  // The private part leaves the server for the owner of an account alone.
  return isGuest
    ? { state: "summary" as const, language, refresh: null, reading: shown }
    : {
        state: "report" as const,
        language,
        refresh: null,
        reading: { ...shown, report: reading.report },
      };
}
