import type { ArchivedPhoto, ArchivedReading } from "#core/users/export-account.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { ReportPage } from "../pages/report-page.tsx";
import { ArchiveDocument } from "./archive-document.tsx";

/** Longest side of a photo on the page, CSS pixels. */
const SHOWN_SIDE = 360;

/** A reading in the folder `readings` of the archive, in the language that it was written in. */
export function ArchiveReadingPage({
  archived: { analysis, reading, photos },
  css,
}: {
  readonly archived: ArchivedReading;
  readonly css: string;
}) {
  const { id, label, language, completedAt, updatedAt } = analysis;
  const messages = messagesOf(language);
  return (
    <ArchiveDocument
      messages={messages}
      language={language}
      title={label === null ? messages.report.eyebrow : messages.report.titleFor({ label })}
      css={css}
    >
      <a className="action" href="../index.html">
        {messages.readings.title}
      </a>
      <ReportPage
        messages={messages}
        language={language}
        reading={{
          analysisId: id,
          label,
          writtenIn: language,
          writingHand: analysis.writingHand,
          summary: reading.summary,
          assessment: reading.assessment,
          sights: reading.sights,
          report: reading.report,
          reasons: {},
          terms: [],
          reader: reading.reader,
          model: reading.model,
          madeAt: (completedAt ?? updatedAt).toISOString(),
          keptUntil: null,
          photos: photos.map(toShown),
          showsPhotos: true,
        }}
        photoAddress={(hand) => `../${photos.find((photo) => photo.hand === hand)?.file ?? ""}`}
      />
    </ArchiveDocument>
  );
}

function toShown({ hand, width, height }: ArchivedPhoto) {
  const scale = Math.min(1, SHOWN_SIDE / Math.max(width, height));
  return { hand, width: Math.round(width * scale), height: Math.round(height * scale) };
}
