import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";
import { type FormFailure, FormProblems } from "../form-problems.tsx";
import { TextField } from "../text-field.tsx";

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
  const self = `${page}/edit`;
  return (
    <>
      <FormProblems messages={messages} failure={failure} fallback="title" />
      <h1>{talk.edit}</h1>
      <form method="post" action={self} noValidate>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="intent" value="rename" />
        <TextField
          name="title"
          label={talk.name}
          autoComplete="off"
          messages={messages}
          failure={failure}
          value={conversation.title}
        />
        <button className="button" type="submit">
          {talk.save}
        </button>
      </form>
      <h2>{talk.deleteTitle}</h2>
      <p>{talk.deleteLead}</p>
      <form method="post" action={self}>
        <CsrfField csrf={csrf} />
        <input type="hidden" name="intent" value="delete" />
        <button className="button danger" type="submit">
          {talk.delete}
        </button>
      </form>
      <p>
        <a className="action" href={page}>
          {talk.back}
        </a>
      </p>
    </>
  );
}
