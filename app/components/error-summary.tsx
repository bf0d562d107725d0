export type ListedProblem = { readonly href: string; readonly text: string };

/**
 * Everything that is wrong with a form, first on its page. `autoFocus` moves the focus here without any
 * script, and every problem leads to its field.
 */
export function ErrorSummary({
  title,
  problems,
  children,
}: {
  readonly title: string;
  readonly problems: readonly ListedProblem[];
  readonly children?: React.ReactNode;
}) {
  return (
    // eslint-disable-next-line jsx-a11y/no-autofocus -- whoever sent the form has to learn first what is wrong
    <div className="problem" tabIndex={-1} autoFocus aria-labelledby="problem-title">
      <div role="alert">
        <h2 id="problem-title">{title}</h2>
        <ul>
          {problems.map(({ href, text }) => (
            <li key={href + text}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </div>
  );
}
