import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import type { FormFailure } from "../form-problems.tsx";
import { RenameOrDelete } from "../rename-or-delete.tsx";

/** A conversation's name, and its end. */
export function EditConversationPage({
  messages,
  language,
  csrf,
  conversation,
  failure,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly csrf: string;
  readonly conversation: { readonly id: string; readonly title: string };
  readonly failure: FormFailure | undefined;
}) {
  const { talk } = messages;
  const page = localePath(language, `/conversations/${conversation.id}`);
  return (
    <RenameOrDelete
      messages={messages}
      csrf={csrf}
      action={`${page}/edit`}
      field={{ name: "title", label: talk.name, value: conversation.title }}
      words={{ ...talk, title: talk.edit }}
      back={page}
      failure={failure}
    />
  );
}
