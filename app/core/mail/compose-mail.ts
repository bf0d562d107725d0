import type { OutgoingMail } from "../ports.ts";
import type { Language } from "../reading/reading.ts";
import { type LetterKind, type LetterLinks, type LetterPart, mailWordsOf } from "./mail-words.ts";

/** Columns of the text form. */
const TEXT_WIDTH = 72;

/** The page's colours of a button; white on it has a contrast of 5.4. */
const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:8px;background:#b8450b;color:#fff";
const COLUMN = "max-width:560px;margin:0 auto;font:16px/1.6 system-ui,sans-serif";
const SMALL = "font-size:14px;overflow-wrap:anywhere";

/** A part whose link has its address. */
type Part = string | { readonly label: string; readonly href: string };

type Content = Omit<OutgoingMail, "to">;

/** Writes a letter, as text and as HTML that needs nothing from anywhere: no pictures, no tracking. */
export function composeMail<Kind extends LetterKind>({
  kind,
  language,
  links,
}: {
  readonly kind: Kind;
  readonly language: Language;
  readonly links: Readonly<Record<LetterLinks[Kind], URL>>;
}): Content {
  const { greeting, signature, copyLink, letters } = mailWordsOf(language);
  const { subject, parts } = letters[kind];
  const whole: readonly Part[] = [
    greeting,
    ...parts.map((part: LetterPart<LetterLinks[Kind]>) =>
      typeof part === "string" ? part : { label: part.label, href: links[part.to].href },
    ),
    signature,
  ];
  return { subject, text: toText(whole), html: toHtml(whole, { language, subject, copyLink }) };
}

function toText(parts: readonly Part[]): string {
  const blocks = parts.map((part) =>
    // An address that is broken in two is no link.
    typeof part === "string" ? wrap(part) : `${part.label}:\n${part.href}`,
  );
  return `${blocks.join("\n\n")}\n`;
}

function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join("\n");
}

function toHtml(
  parts: readonly Part[],
  { language, subject, copyLink }: { language: Language; subject: string; copyLink: string },
): string {
  const blocks = parts.map((part) => {
    if (typeof part === "string") return `<p>${escapeHtml(part)}</p>`;
    const href = escapeHtml(part.href);
    return [
      `<p><a href="${href}" style="${BUTTON}">${escapeHtml(part.label)}</a></p>`,
      `<p style="${SMALL}">${escapeHtml(copyLink)}<br>${href}</p>`,
    ].join("\n");
  });
  // Webmail drops html and body, so the column says the language once more.
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body>
<div lang="${language}" style="${COLUMN}">
${blocks.join("\n")}
</div>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
