import type { Language, Summary } from "#core/reading/reading.ts";
import { messagesOf } from "./messages-of.ts";

/** What chats show of a text, and a little more. */
const DESCRIPTION_CHARACTERS = 200;

const locales: Record<Language, string> = { en: "en_IN", hi: "hi_IN" };

/** Open Graph and Twitter: what chats and networks show of a page when somebody sends its address. */
export function previewTags({
  language,
  summary,
  address,
  card,
}: {
  readonly language: Language;
  readonly summary: Summary;
  /** Whole addresses. */
  readonly address: string;
  readonly card: string;
}) {
  const { site, sharing } = messagesOf(language);
  const description = shorten(summary.text);
  const og = {
    type: "article",
    site_name: site.name,
    locale: locales[language],
    title: summary.headline,
    description,
    url: address,
    image: card,
    "image:type": "image/png",
    "image:width": "1200",
    "image:height": "630",
    "image:alt": sharing.page.cardAlt({ headline: summary.headline }),
  };
  return [
    { name: "description", content: description },
    ...Object.entries(og).map(([name, content]) => ({ property: `og:${name}`, content })),
    { name: "twitter:card", content: "summary_large_image" },
  ];
}

/** Whole words. */
function shorten(text: string): string {
  if (text.length <= DESCRIPTION_CHARACTERS) return text;
  const start = text.slice(0, DESCRIPTION_CHARACTERS);
  return `${start.slice(0, Math.max(start.lastIndexOf(" "), 1))}…`;
}
