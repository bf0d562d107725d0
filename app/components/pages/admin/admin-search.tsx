import type { Language } from "#core/reading/reading.ts";
import { formatNumber } from "#locales/format-number.ts";
import type { Messages } from "#locales/messages.ts";
import { TextField } from "../../text-field.tsx";

/** The search of a list, and how many rows it has found. */
export function AdminSearch({
  messages,
  language,
  path,
  label,
  search,
  total,
  keep = {},
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly path: string;
  readonly label: string;
  readonly search: string;
  readonly total: number;
  /** What else the address asks for, and goes on asking for. */
  readonly keep?: Readonly<Record<string, string>>;
}) {
  const { admin } = messages;
  return (
    <form action={path} role="search">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        name="search"
        label={label}
        value={search}
        autoComplete="off"
        messages={messages}
        failure={undefined}
      />
      <button className="button quiet" type="submit">
        {admin.search}
      </button>
      <p role="status">
        {admin.found} {formatNumber(language, total)}
      </p>
    </form>
  );
}
