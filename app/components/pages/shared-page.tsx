import type { Language, Summary } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { ReadingSummary } from "../reading-summary.tsx";

/** What a link shows to whoever has it: the summary, and the way to one's own. */
export function SharedPage({
  messages,
  language,
  summary,
  writtenIn,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly summary: Summary;
  readonly writtenIn: Language;
}) {
  const { page } = messages.sharing;
  return (
    <>
      <p className="soft">{page.lead}</p>
      <ReadingSummary
        messages={messages}
        eyebrow={page.eyebrow}
        summary={summary}
        lang={writtenIn === language ? undefined : writtenIn}
      />
      <p className="note">{messages.site.disclaimer}</p>
      <h2>{page.invite}</h2>
      <p>{page.inviteLead}</p>
      <a className="button" href={localePath(language, "/analyses/new")}>
        {page.start}
      </a>
    </>
  );
}
