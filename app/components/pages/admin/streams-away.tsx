import type { Messages } from "#locales/messages.ts";

/** Instead of what Redis would say, while it says nothing. */
export function StreamsAway({ messages }: { readonly messages: Messages }) {
  const { streams } = messages.admin;
  return (
    <div className="note" role="status">
      <p>
        <b className="error">{streams.away}</b>
      </p>
      <p>{streams.away_detail}</p>
    </div>
  );
}
