import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "./csrf-field.tsx";
import type { ReportNews } from "./report-news.ts";

/** The link to a reading's summary: made, shown, sent on and taken back by its owner. */
export function ShareLink({
  messages,
  csrf,
  action,
  link,
  news,
}: {
  readonly messages: Messages;
  readonly csrf: string;
  /** The reading's address. */
  readonly action: string;
  /** Null when there is none; its address is null when it cannot be shown again. */
  readonly link: { readonly address: string | null } | null;
  readonly news: ReportNews | null;
}) {
  const { link: text } = messages.sharing;
  const told = { link_made: text.made, link_revoked: text.revoked, thanks: null, taken_back: null };
  const said = news && told[news.kind];
  const button = (intent: "share" | "unshare", label: string) => (
    <form method="post" action={action}>
      <CsrfField csrf={csrf} />
      <input type="hidden" name="intent" value={intent} />
      <button className="button quiet" type="submit">
        {label}
      </button>
    </form>
  );
  return (
    <details id="share" open={link !== null || said !== null}>
      <summary>{text.title}</summary>
      {said !== null && (
        <p className="note" role="status">
          {said}
        </p>
      )}
      {link === null ? (
        <>
          <p>{text.lead}</p>
          {button("share", text.make)}
        </>
      ) : (
        <>
          {link.address === null ? <p>{text.hidden}</p> : <Address text={text} to={link.address} />}
          {button("unshare", text.revoke)}
        </>
      )}
    </details>
  );
}

function Address({
  text,
  to,
}: {
  readonly text: Messages["sharing"]["link"];
  readonly to: string;
}) {
  return (
    <>
      <div className="field">
        <label htmlFor="share-address">{text.yours}</label>
        <input id="share-address" type="text" readOnly value={to} />
      </div>
      <ul className="contents">
        <li>
          <a
            className="action"
            href={`https://wa.me/?text=${encodeURIComponent(to)}`}
            rel="noreferrer"
          >
            {text.send}
          </a>
        </li>
        <li>
          <a className="action" href={to} rel="noreferrer">
            {text.open}
          </a>
        </li>
      </ul>
    </>
  );
}
