import { createHash, randomUUID } from "node:crypto";
import type { Analysis } from "#core/analyses/analysis.ts";
import { askQuestion, type Asked, startConversation } from "#core/conversations/ask-question.ts";
import { type Conversation, ConversationNotFound } from "#core/conversations/conversation.ts";
import { getConversationOf } from "#core/conversations/conversations.repo.ts";
import { requireOwnAnalysis } from "./analyses.server.ts";
import { verifyFormKey } from "./form-key.server.ts";
import { LoginRequired } from "./login-required.server.ts";
import { readJobId } from "./read-job-id.server.ts";
import type { RouteArgs } from "./route.server.ts";

/**
 * The conversation that the URL names, if it belongs to whoever asks.
 *
 * @throws ConversationNotFound for everybody else, whether it exists or not
 */
export async function requireOwnConversation({
  params,
  deps,
  viewer,
}: RouteArgs): Promise<Conversation> {
  const id = readJobId(params["conversationId"]);
  const found = await viewer();
  if (id === undefined || found.kind !== "user") throw new ConversationNotFound();
  return getConversationOf(deps.db, found.user.id, id);
}

/**
 * The reading that the URL names, if whoever asks may talk about it.
 *
 * @throws AnalysisNotFound
 * @throws LoginRequired for the guest who owns it
 */
export async function requireAskableAnalysis(args: RouteArgs): Promise<Analysis> {
  const analysis = await requireOwnAnalysis(args);
  if (analysis.owner.kind === "guest") throw new LoginRequired();
  return analysis;
}

/**
 * Starts a conversation about the reading that the URL names.
 *
 * @throws AnalysisNotFound, LoginRequired and what `startConversation` does
 */
export async function startOwnConversation(
  args: RouteArgs,
  asked: { readonly message: string; readonly clientKey: string },
): Promise<Asked> {
  const { deps, language } = args;
  const analysis = await requireAskableAnalysis(args);
  return startConversation(deps, { ...asked, analysis, language, limits: deps.config.limits });
}

/**
 * Asks the next question of the conversation that the URL names.
 *
 * @throws ConversationNotFound and what `askQuestion` does
 */
export async function askOwnQuestion(
  args: RouteArgs,
  asked: { readonly content: string; readonly clientKey: string },
): Promise<Asked> {
  const { deps } = args;
  const conversation = await requireOwnConversation(args);
  return askQuestion(deps, { ...asked, conversation, limits: deps.config.limits });
}

/**
 * What tells a form that is sent twice from a new question: the key that its page was given and the question itself,
 * because the Back button brings an old page back for another question. A form without a key of ours is always new.
 */
export function formClientKey(
  { form_key: given = "" }: Readonly<Record<string, string>>,
  question: string,
  secretKeys: readonly string[],
): string {
  return `form.${verifyFormKey(given, secretKeys) ?? randomUUID()}.${hash(question)}`;
}

/** The same for the API: the body's own key, or the header that other writes take. */
export function apiClientKey(request: Request, given: string | undefined): string {
  const header = request.headers.get("Idempotency-Key");
  return given ?? (header === null ? "" : `header.${hash(header)}`);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
