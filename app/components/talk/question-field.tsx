import type { Language } from "#core/reading/reading.ts";
import { formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { type FormFailure, problemsOf } from "../form-problems.tsx";

/** Where a question is written, with what had been typed when it was refused. */
export function QuestionField({
  name,
  messages,
  language,
  failure,
  label,
  maxLength,
}: {
  readonly name: "message" | "content";
  readonly messages: Messages;
  readonly language: Language;
  readonly failure: FormFailure | undefined;
  readonly label: string;
  readonly maxLength: number;
}) {
  const problem = problemsOf(messages, failure, name);
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <p className="hint" id={`${name}-hint`}>
        {messages.talk.hint({ max: formatNumber(language, maxLength) })}
      </p>
      {problem !== "" && (
        <p className="error" id={`${name}-error`}>
          {problem}
        </p>
      )}
      {/* No maxlength: it would cut off silently what is pasted in. */}
      <textarea
        id={name}
        name={name}
        rows={3}
        autoComplete="off"
        dir="auto"
        aria-invalid={problem === "" ? undefined : true}
        aria-describedby={`${name}-hint${problem === "" ? "" : ` ${name}-error`}`}
        defaultValue={failure?.typed[name]}
      />
    </div>
  );
}
