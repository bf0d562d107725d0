import type { ReactNode } from "react";
import type { Language, Summary } from "#core/reading/reading.ts";
import type { Messages } from "#locales/messages.ts";

/** A reading in short: headline, a few sentences, and what they rest on. */
export function ReadingSummary({
  messages,
  eyebrow,
  summary,
  lang,
  children,
}: {
  readonly messages: Messages;
  readonly eyebrow: string;
  readonly summary: Summary;
  readonly lang: Language | undefined;
  /** What stands between the sentences and what they rest on. */
  readonly children?: ReactNode;
}) {
  return (
    <>
      <p className="eyebrow">{eyebrow}</p>
      <h1 className="headline" lang={lang}>
        {summary.headline}
      </h1>
      <p className="lead" lang={lang}>
        {summary.text}
      </p>
      {children}
      <h2>{messages.summary.highlights}</h2>
      <ul className="card highlights" lang={lang}>
        {summary.highlights.map((highlight) => (
          <li key={highlight}>{highlight}</li>
        ))}
      </ul>
    </>
  );
}
