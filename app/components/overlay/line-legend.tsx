import type { LineKey, PalmLines } from "#core/palm/palm-lines.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type { Messages } from "#locales/messages.ts";
import { linesInOrder } from "./draw-traces.ts";
import { LineStroke } from "./line-stroke.tsx";

/** Every line with its number, its name in both scripts and how it was seen; those that were not, as well. */
export function LineLegend({
  messages: { overlay: text, report, language },
  lines,
  hrefOf,
}: {
  readonly messages: Messages;
  readonly lines: PalmLines;
  readonly hrefOf: (line: LineKey) => string | undefined;
}) {
  const other = messagesOf(language.otherCode).report;
  return (
    <ol className="legend">
      {linesInOrder.map((key) => {
        const { grade } = lines[key];
        const href = hrefOf(key);
        return (
          <li key={key} className={key}>
            <svg viewBox="0 0 48 12" aria-hidden="true">
              {grade !== "none" && <LineStroke grade={grade} d="M0 6h48" />}
            </svg>
            <span>
              <b>{href === undefined ? report.line[key] : <a href={href}>{report.line[key]}</a>}</b>{" "}
              <span className="soft" lang={language.otherCode}>
                {other.line[key]}
              </span>
              <br />
              <span className="soft">{text.grade[grade]}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
