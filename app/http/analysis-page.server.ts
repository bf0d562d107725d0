import { findUsualSeconds } from "#core/analyses/analyses.repo.ts";
import { getProgress, progressKey } from "#core/analyses/analysis-progress.ts";
import {
  type Analysis,
  AnalysisNotFound,
  type AnalysisPhoto,
  isFinal,
} from "#core/analyses/analysis.ts";
import { isRetryable } from "#core/analyses/retry-analysis.ts";
import { listFeedback } from "#core/feedback/feedback.repo.ts";
import { listPhotos } from "#core/photos/photos.repo.ts";
import { explainGrounds } from "#core/reading/builtin/explain-rule.ts";
import { glossaryIds } from "#core/reading/glossary/glossary.ts";
import { readingInLanguage } from "#core/reading/reading-in-language.ts";
import { localePath } from "#locales/locale-path.ts";
import { requireOwnAnalysis, waitForChange } from "./analyses.server.ts";
import { toStatusJson } from "./analysis-json.server.ts";
import { loadAsking } from "./ask-page.server.ts";
import { withCsrf } from "./csrf-guard.server.ts";
import { loadOwnLink } from "./own-sharing.server.ts";
import { readReportNews } from "./report-forms.server.ts";
import type { RouteArgs } from "./route.server.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Longest side of a photo on the page, CSS pixels. */
const SHOWN_SIDE = { failed: 120, summary: 240, report: 480 };

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
      keptUntil: keptUntil(args, analysis),
      photos: (await listPhotos(deps.db, analysis.id))
        .filter(({ storageKey }) => storageKey !== null)
        .map((photo) => toShown(photo, SHOWN_SIDE.failed)),
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

async function loadReading(args: RouteArgs, analysis: Analysis) {
  const { deps, language, request } = args;
  if (!analysis.reading) throw new AnalysisNotFound();
  const { writingHand, language: writtenIn } = analysis;
  const { reading, textLanguage } = readingInLanguage(analysis.reading, {
    language,
    writtenIn,
    writingHand,
  });
  const isGuest = analysis.owner.kind === "guest";
  const photos = await listPhotos(deps.db, analysis.id);
  const shown = {
    analysisId: analysis.id,
    label: analysis.label,
    writtenIn: textLanguage,
    writingHand,
    summary: reading.summary,
    assessment: reading.assessment,
    sights: reading.sights,
    reader: reading.reader,
    model: reading.model,
    madeAt: (analysis.completedAt ?? analysis.updatedAt).toISOString(),
    keptUntil: keptUntil(args, analysis),
    photos: photos.map((photo) => toShown(photo, SHOWN_SIDE[isGuest ? "summary" : "report"])),
    showsPhotos:
      request.headers.get("Save-Data") !== "on" ||
      new URL(request.url).searchParams.get("photo") === "shown",
  };
  // The private part leaves the server for the owner of an account alone.
  return isGuest
    ? { state: "summary" as const, language, refresh: null, reading: shown }
    : {
        state: "report" as const,
        language,
        refresh: null,
        reading: {
          ...shown,
          report: reading.report,
          reasons: explainGrounds(reading.grounds ?? [], language),
          terms: glossaryIds,
        },
        asking: await loadAsking(args, analysis),
        link: await loadOwnLink(args, analysis.id),
        feedback: await listFeedback(deps.db, analysis.id),
        news: readReportNews(request),
      };
}

/** When a guest's analysis and its photos are deleted; null for an account's. */
function keptUntil({ deps }: RouteArgs, { owner, createdAt }: Analysis): string | null {
  return owner.kind === "guest"
    ? new Date(createdAt.getTime() + deps.config.guestRetentionDays * DAY_MS).toISOString()
    : null;
}

function toShown({ hand, width, height }: AnalysisPhoto, side: number) {
  const scale = Math.min(1, side / Math.max(width, height));
  return { hand, width: Math.round(width * scale), height: Math.round(height * scale) };
}
