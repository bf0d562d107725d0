import type { Feedback } from "#core/feedback/feedback.repo.ts";
import type { ReadingPart } from "#core/feedback/reading-part.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "./csrf-field.tsx";
import type { ReportNews } from "./report-news.ts";

/** The one form of all the questions on a page: their buttons name it, so that each does not bring a form of its own. */
const FORM = "feedback";

/** Where it is asked: not where each entry is asked about, and not about what was not seen. */
const asked: readonly ReadingPart[] = [
  "summary",
  "hand_profile",
  "fingers",
  "mounts",
  "minor_lines",
  "signs",
  "comparison",
  "strengths",
  "growth_points",
  "guidance",
];

export function FeedbackForm({
  csrf,
  action,
}: {
  readonly csrf: string;
  /** The reading's address. */
  readonly action: string;
}) {
  return (
    <form id={FORM} method="post" action={action} hidden>
      <CsrfField csrf={csrf} />
      <input type="hidden" name="intent" value="feedback" />
    </form>
  );
}

/** "Was this helpful?" after a part of a reading. The page has a `FeedbackForm`. */
export function SectionFeedback({
  messages,
  part: place,
  name,
  answers,
  news,
}: {
  readonly messages: Messages;
  readonly part: string;
  /** What the part is called, for those who hear the buttons without what stands around them. */
  readonly name: string;
  /** What the owner has said. */
  readonly answers: Feedback;
  readonly news: ReportNews | null;
}) {
  const part = isEntry(place) ? place : asked.find((known) => known === place);
  if (part === undefined) return null;
  const { feedback: text } = messages.sharing;
  const button = (answer: "yes" | "no") => {
    const isGiven = answers[part] === (answer === "yes");
    return (
      <button
        className="action"
        type="submit"
        form={FORM}
        name="said"
        value={`${isGiven ? "none" : answer} ${part}`}
        aria-pressed={isGiven}
        aria-label={text.about({ answer: text[answer], part: name })}
        title={isGiven ? text.given : undefined}
      >
        {text[answer]}
      </button>
    );
  };
  return (
    <p className="helpful soft unprinted" id={`helpful-${part.replace(":", "-")}`}>
      <span>{text.question}</span>
      {button("yes")}
      {button("no")}
      {news?.part === part && (
        <span role="status">{news.kind === "thanks" ? text.thanks : text.takenBack}</span>
      )}
    </p>
  );
}

/** A line or a part of life: those that the report has are all known. */
function isEntry(part: string): part is Extract<ReadingPart, `${string}:${string}`> {
  return part.startsWith("line:") || part.startsWith("area:");
}
