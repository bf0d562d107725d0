import type { ReactNode } from "react";
import type { Language } from "#core/reading/reading.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type { Messages } from "#locales/messages.ts";

/**
 * One thing of the hand: its name in both scripts, and apart from each other what was seen and what tradition says.
 *
 * @param nameIn gives the name in a language's words
 * @param seen what was seen; each entry in a paragraph of its own
 */
export function Finding({
  id,
  messages,
  term,
  termOf,
  nameIn,
  seen,
  says,
  lang,
  children,
}: {
  /** Null for what is told a second time. */
  readonly id?: string | null;
  /** Its name in the glossary. */
  readonly term?: string;
  /** The address of a term of the glossary; undefined for one that is not in it. */
  readonly termOf: (term: string) => string | undefined;
  readonly messages: Messages;
  readonly nameIn: (names: Messages["report"]) => string;
  readonly seen: readonly ReactNode[];
  readonly says: string;
  readonly lang: Language | undefined;
  readonly children?: ReactNode;
}) {
  const { report: text, language } = messages;
  const href = term === undefined ? undefined : termOf(term);
  return (
    <section className="finding" id={id ?? undefined}>
      <h3>
        {href === undefined ? nameIn(text) : <a href={href}>{nameIn(text)}</a>}{" "}
        <span className="soft" lang={language.otherCode}>
          {nameIn(messagesOf(language.otherCode).report)}
        </span>
      </h3>
      <dl className="pair">
        {seen.length > 0 && (
          <div>
            <dt className="soft">{text.seen}</dt>
            {seen.map((entry, index) => (
              <dd key={index}>{entry}</dd>
            ))}
          </div>
        )}
        {says.trim() !== "" && (
          <div>
            <dt className="soft">{text.says}</dt>
            <dd lang={lang}>{says}</dd>
          </div>
        )}
      </dl>
      {children}
    </section>
  );
}
