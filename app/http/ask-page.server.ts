import type { Analysis } from "#core/analyses/analysis.ts";
import { MAX_CONVERSATIONS } from "#core/conversations/conversation-limits.ts";
import { listConversations } from "#core/conversations/conversations.repo.ts";
import { MAX_QUESTION_LENGTH } from "#core/conversations/question.ts";
import { judgeQuestion } from "#core/conversations/safety/judge-question.ts";
import { readingInLanguage } from "#core/reading/reading-in-language.ts";
import { requireOwnAnalysis } from "./analyses.server.ts";
import { createFormKey } from "./form-key.server.ts";
import type { RouteArgs } from "./route.server.ts";

/** Questions offered at most. */
const MOST_SUGGESTIONS = 6;

/** What a finished reading can be asked, for its pages; null when it cannot be asked about. */
export async function loadAsking({ deps, language }: RouteArgs, analysis: Analysis) {
  if (analysis.owner.kind === "guest" || !analysis.reading?.report) return null;
  const { writingHand, language: writtenIn } = analysis;
  const shown = readingInLanguage(analysis.reading, { language, writtenIn, writingHand });
  const { items } = await listConversations(deps.db, analysis.id, {
    limit: MAX_CONVERSATIONS,
    offset: 0,
  });
  const suggestions = shown.reading.report?.suggested_questions ?? [];
  return {
    analysisId: analysis.id,
    suggestions: [...new Set(suggestions.map((question) => question.trim()))]
      // A model may suggest what we would decline.
      .filter((question) => question !== "" && judgeQuestion(question) === null)
      .slice(0, MOST_SUGGESTIONS),
    writtenIn: shown.textLanguage,
    conversations: items.map(({ id, title, updatedAt }) => ({
      id,
      title,
      lastAt: updatedAt.toISOString(),
    })),
    formKey: createFormKey(deps.config.secretKeys),
    maxLength: MAX_QUESTION_LENGTH,
  };
}

/** A reading's conversations on a page of their own. @throws AnalysisNotFound */
export async function loadAskPage(args: RouteArgs) {
  const analysis = await requireOwnAnalysis(args);
  return {
    language: args.language,
    analysisId: analysis.id,
    asking: await loadAsking(args, analysis),
    isGuest: analysis.owner.kind === "guest",
    isDeleted: new URL(args.request.url).searchParams.has("deleted"),
  };
}
