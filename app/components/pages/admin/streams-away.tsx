import type { Messages } from "#locales/messages.ts";

/** Instead of what Redis would say, while it says nothing. */
export function StreamsAway({
  messages,
  path,
}: {
  readonly messages: Messages;
  /** The address of the page that shows it. */
  readonly path: string;
}) {
  const { streams } = messages.admin;
  return (
    <div className="note" role="status">
      <p>
        <b className="error">{streams.away}</b>
      </p>
      <p>{streams.away_detail}</p>
      <p>
        <a className="action" href={path}>
          {streams.lookAgain}
        </a>
      </p>
    </div>
  );
}
