import type { Messages } from "#locales/messages.ts";
import { type FormFailure, problemsOf } from "./form-problems.tsx";

/** A labelled line of text with its hint, what is wrong with it, and what was typed before. */
export function TextField({
  name,
  label,
  hint,
  messages,
  failure,
  type = "text",
  autoComplete,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly messages: Messages;
  readonly failure: FormFailure | undefined;
  readonly type?: "text" | "email" | "password";
  readonly autoComplete: string;
  readonly value?: string;
}) {
  const problem = problemsOf(messages, failure, name);
  const described = [hint && `${name}-hint`, problem && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem !== "" && (
        <p className="error" id={`${name}-error`}>
          {problem}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize={type === "text" ? undefined : "none"}
        spellCheck={type === "text" ? undefined : false}
        aria-invalid={problem === "" ? undefined : true}
        aria-describedby={described === "" ? undefined : described}
        // A password is never sent back; whatever else was typed is.
        defaultValue={type === "password" ? undefined : (failure?.typed[name] ?? value)}
      />
    </div>
  );
}
