import type { Language } from "#core/reading/reading.ts";
import type { ActMessages } from "#locales/stream-messages.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../../form-problems.tsx";
import { type AdminArea, AdminFrame } from "./admin-frame.tsx";

/** Asks whether an action is meant, on a page of its own; says what follows. */
export function ConfirmPage({
  messages,
  language,
  csrf,
  area,
  act,
  subject,
  isDangerous,
  action,
  back,
  fields,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly area: AdminArea;
  readonly act: ActMessages;
  readonly subject: string;
  readonly isDangerous: boolean;
  /** Where the form goes. */
  readonly action: string;
  /** Where whoever does not mean it goes back to. */
  readonly back: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly failure: FormFailure | undefined;
}) {
  return (
    <AdminFrame messages={messages} language={language} area={area} title={act.title({ subject })}>
      <FormProblems messages={messages} failure={failure} fallback="confirm" />
      <p className="lead">{act.lead}</p>
      <form method="post" action={action}>
        <CsrfField csrf={csrf} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button id="confirm" className={isDangerous ? "button danger" : "button"} type="submit">
          {act.submit}
        </button>
      </form>
      <p>
        <a className="action" href={back}>
          {messages.admin.streams.keep}
        </a>
      </p>
    </AdminFrame>
  );
}
