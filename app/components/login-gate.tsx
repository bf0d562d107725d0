import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";

/** What a guest's summary leaves out, and the two ways to it. */
export function LoginGate({
  messages: { gate },
  language,
  next,
}: {
  readonly messages: Messages;
  readonly language: Language;
  /** Where to go afterwards. */
  readonly next: string;
}) {
  const query = `?next=${encodeURIComponent(next)}`;
  return (
    <section className="card" aria-labelledby="gate">
      <h2 id="gate">{gate.title}</h2>
      <ul>
        {gate.adds.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <a className="button" href={localePath(language, "/register") + query}>
        {gate.register}
      </a>
      <a className="action" href={localePath(language, "/login") + query}>
        {gate.login}
      </a>
      <p className="soft">{gate.same}</p>
    </section>
  );
}
