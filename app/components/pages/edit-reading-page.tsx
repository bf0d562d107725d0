import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import type { FormFailure } from "../form-problems.tsx";
import { RenameOrDelete } from "../rename-or-delete.tsx";

/** A reading's name, and its end. */
export function EditReadingPage({
  messages,
  language,
  csrf,
  reading,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly reading: { readonly id: string; readonly label: string | null };
  readonly failure: FormFailure | undefined;
}) {
  const { edit, upload } = messages;
  const page = localePath(language, `/analyses/${reading.id}`);
  return (
    <RenameOrDelete
      messages={messages}
      csrf={csrf}
      action={`${page}/edit`}
      field={{
        name: "label",
        label: edit.label,
        hint: upload.label.hint,
        value: reading.label ?? "",
      }}
      words={edit}
      back={page}
      failure={failure}
    />
  );
}
