import type { FeedbackCount } from "#core/feedback/feedback.repo.ts";
import type { Language } from "#core/reading/reading.ts";
import { formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { namePart } from "#locales/name-part.ts";
import { AdminTable } from "./admin-table.tsx";

/** How often owners found each part of their readings helpful, by who wrote it. */
export function FeedbackCounts({
  messages,
  language,
  counts,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly counts: readonly FeedbackCount[];
}) {
  const { admin, sharing } = messages;
  const { admin: words } = sharing;
  if (counts.length === 0) return <p>{words.none}</p>;
  return (
    <AdminTable
      label={words.title}
      columns={[words.part, admin.columns.reader, words.version, words.helpful, words.unhelpful]}
      rows={counts.map(({ part, reader, version, helpful, unhelpful }) => ({
        key: `${reader} ${version} ${part}`,
        cells: [
          namePart(messages, part),
          reader === null ? admin.none : admin.readers[reader],
          version ?? admin.none,
          formatNumber(language, helpful),
          formatNumber(language, unhelpful),
        ],
      }))}
    />
  );
}
