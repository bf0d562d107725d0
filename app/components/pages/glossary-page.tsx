import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

/** A word of palm reading, explained in the page's language. */
export type ShownTerm = {
  /** Its place on the page, which links may count on. */
  readonly id: string;
  readonly name: string;
  /** In the other language of the site. */
  readonly otherName: string;
  readonly text: readonly string[];
  readonly source: string | null;
};

export type ShownTerms = {
  readonly id: string;
  readonly title: string;
  readonly terms: readonly ShownTerm[];
};

/** The words of palm reading, each with its names and what tradition means by it. */
export function GlossaryPage({
  messages,
  language,
  groups,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly groups: readonly ShownTerms[];
}) {
  const { glossary: text, report, language: names, site } = messages;
  return (
    <>
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <nav className="action" aria-labelledby="contents">
        <h2 id="contents">{text.contents}</h2>
        <ul className="contents">
          {groups.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {groups.map(({ id, title, terms }) => (
        <section key={id} id={id}>
          <h2>{title}</h2>
          {terms.map((term) => (
            <section key={term.id} id={term.id} className="finding">
              <h3>
                {term.name}{" "}
                <span className="soft" lang={names.otherCode}>
                  {term.otherName}
                </span>
              </h3>
              {term.text.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
              {term.source !== null && (
                <p className="soft">
                  {report.source} {term.source}
                </p>
              )}
            </section>
          ))}
        </section>
      ))}
      <p className="note">{site.disclaimer}</p>
      <a className="button" href={localePath(language, "/analyses/new")}>
        {messages.home.start}
      </a>
    </>
  );
}
