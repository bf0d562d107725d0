import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type { Messages } from "#locales/messages.ts";
import { LineKey, PalmDrawing } from "../palm-drawing.tsx";

export function LandingPage({
  messages,
  language,
}: {
  readonly messages: Messages;
  readonly language: Language;
}) {
  const { home } = messages;
  const other = messages.language.otherCode;
  const start = (
    <a className="button" href={localePath(language, "/analyses/new")}>
      {home.start}
    </a>
  );
  return (
    <>
      <h1>{home.title}</h1>
      <p className="lead">{home.lead}</p>
      <PalmDrawing title={home.drawing} />
      <LineKey names={messages.line} otherNames={messagesOf(other).line} otherLanguage={other} />
      {start}
      <ul className="promises">
        {home.promises.map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
      <h2>{home.steps.title}</h2>
      <ol>
        {home.steps.items.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h2>{home.sample.title}</h2>
      <div className="card">
        <p className="soft">{home.sample.note}</p>
        <h3>{home.sample.headline}</h3>
        <p>{home.sample.text}</p>
        <ul>
          {home.sample.highlights.map((highlight) => (
            <li key={highlight}>{highlight}</li>
          ))}
        </ul>
      </div>
      <h2>{home.never.title}</h2>
      <ul>
        {home.never.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      {start}
    </>
  );
}
