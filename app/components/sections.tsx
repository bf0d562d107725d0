/** Headed paragraphs of a page that is only read. */
export function Sections({
  sections,
}: {
  readonly sections: readonly { readonly title: string; readonly text: readonly string[] }[];
}) {
  return sections.map(({ title, text }) => (
    <section key={title}>
      <h2>{title}</h2>
      {text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  ));
}
