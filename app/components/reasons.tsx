import type { Messages } from "#locales/messages.ts";
import type { ShownReason } from "./shown-reading.ts";

/** "Why do you say so?": the rules that spoke for a part of the report, each with where it comes from. */
export function Reasons({
  messages: { report: text },
  reasons,
}: {
  readonly messages: Messages;
  readonly reasons: readonly ShownReason[] | undefined;
}) {
  if (reasons === undefined || reasons.length === 0) return null;
  return (
    <details className="why">
      <summary>{text.why}</summary>
      <ul>
        {reasons.map(({ rule, says, source }) => (
          <li key={rule}>
            {says}{" "}
            <span className="soft">
              {text.source} {source}. {text.rule} <code>{rule}</code>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
