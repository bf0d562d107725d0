import type { AuditEntry } from "../audit/audit.repo.ts";
import type { Hand } from "../photos/photo.ts";
import { reportWithPaths } from "../reading/report-with-paths.ts";
import {
  ACCOUNT_EXPORT_VERSION,
  type AccountExport,
  type ExportedAnalysis,
  type ExportedApiToken,
  type ExportedAuditEntry,
  type ExportedConversation,
} from "./account-export.ts";
import type { ApiToken } from "./api-tokens.repo.ts";
import type { AnalysisToExport, ConversationToExport } from "./export.repo.ts";
import type { User } from "./user.ts";

/** What goes into `export.json`. Lists may be longer than memory. */
export type ExportParts = {
  readonly exportedAt: Date;
  readonly user: User;
  readonly analyses: AsyncIterable<AnalysisToExport>;
  readonly conversations: AsyncIterable<ConversationToExport>;
  readonly apiTokens: readonly ApiToken[];
  readonly audit: AsyncIterable<AuditEntry>;
  /** Where a photo is in the archive; null when it is not. */
  readonly fileOf: (analysisId: string, hand: Hand) => string | null;
};

/** An `AccountExport` as JSON, in pieces, with an entry of a list on every line. */
export async function* exportJson(parts: ExportParts): AsyncGenerator<string, undefined> {
  const { exportedAt, user, fileOf } = parts;
  const head: Pick<AccountExport, "schema_version" | "exported_at" | "account"> = {
    schema_version: ACCOUNT_EXPORT_VERSION,
    exported_at: exportedAt.toISOString(),
    account: {
      email: user.email,
      language: user.language,
      role: user.role,
      verified: user.isVerified,
      created_at: user.createdAt.toISOString(),
    },
  };
  yield JSON.stringify(head).slice(0, -1);
  yield* list("analyses", parts.analyses, (analysis) => toAnalysis(analysis, fileOf));
  yield* list("conversations", parts.conversations, toConversation);
  yield* list("api_tokens", parts.apiTokens, toApiToken);
  yield* list("audit", parts.audit, toAuditEntry);
  yield "\n}\n";
}

async function* list<Item>(
  name: keyof AccountExport,
  items: AsyncIterable<Item> | Iterable<Item>,
  toJson: (item: Item) => object,
): AsyncGenerator<string, undefined> {
  yield `,\n"${name}": [`;
  let separator = "\n";
  for await (const item of items) {
    yield separator + JSON.stringify(toJson(item));
    separator = ",\n";
  }
  yield "]";
}

function toAnalysis(
  { analysis, photos, sharedAt, feedback }: AnalysisToExport,
  fileOf: ExportParts["fileOf"],
): ExportedAnalysis {
  const { reading } = analysis;
  return {
    id: analysis.id,
    label: analysis.label,
    language: analysis.language,
    writing_hand: analysis.writingHand,
    status: analysis.status,
    error: analysis.error && { code: analysis.error.code },
    reader: reading?.reader ?? null,
    model: reading?.model ?? null,
    prompt_version: reading?.promptVersion ?? null,
    created_at: analysis.createdAt.toISOString(),
    completed_at: analysis.completedAt?.toISOString() ?? null,
    assessment: reading?.assessment ?? null,
    summary: reading?.summary ?? null,
    report: reading?.report ? reportWithPaths(reading.report, reading.sights) : null,
    grounds: reading?.grounds ?? null,
    share_link: sharedAt && { created_at: sharedAt.toISOString() },
    feedback: feedback.map(({ part, isHelpful, at }) => ({
      part,
      helpful: isHelpful,
      at: at.toISOString(),
    })),
    photos: photos.map(({ hand, width, height, bytes, sha256 }) => ({
      hand,
      file: fileOf(analysis.id, hand),
      width,
      height,
      bytes,
      sha256,
    })),
  };
}

function toConversation({ conversation, messages }: ConversationToExport): ExportedConversation {
  return {
    id: conversation.id,
    analysis_id: conversation.analysisId,
    title: conversation.title,
    language: conversation.language,
    created_at: conversation.createdAt.toISOString(),
    messages: messages.map((message) => {
      const answer = message.role === "assistant" ? message : null;
      return {
        role: message.role,
        content: message.content,
        status: answer?.status ?? null,
        replier: answer?.replier ?? null,
        declined: answer?.declined ?? null,
        created_at: message.createdAt.toISOString(),
      };
    }),
  };
}

function toApiToken({ name, ending, createdAt, lastUsedAt }: ApiToken): ExportedApiToken {
  return {
    name,
    ending,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  };
}

function toAuditEntry({ action, at, device, place, isOwn }: AuditEntry): ExportedAuditEntry {
  return { action, at: at.toISOString(), device, place, is_own: isOwn };
}
