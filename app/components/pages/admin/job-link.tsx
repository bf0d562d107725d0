import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";

/** A job's id, which leads to the page about it where there is one. */
export function JobLink({
  language,
  stream,
  id,
}: {
  readonly language: Language;
  readonly stream: string;
  readonly id: string;
}) {
  if (stream !== "analyses" || id === "") return <code>{id}</code>;
  return (
    <a href={localePath(language, `/admin/analyses/${id}`)}>
      <code>{id}</code>
    </a>
  );
}
