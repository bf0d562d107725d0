import type { StreamState } from "#core/admin/read-stream.ts";
import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { StreamFigures } from "./stream-figures.tsx";
import { StreamHistory } from "./stream-history.tsx";
import { nameOfStream } from "./stream-name.ts";
import { WaitingAges } from "./waiting-ages.tsx";
import { WorkersTable } from "./workers-table.tsx";

/** One stream on the overview: figures, workers, charts, and the way to the rest. */
export function StreamOverview({
  messages,
  language,
  state,
  silentAfterMs,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly state: StreamState;
  readonly silentAfterMs: number;
}) {
  const { streams } = messages.admin;
  const stream = state.overview.queue;
  return (
    <section aria-labelledby={`stream-${stream}`} className="card">
      <h2 id={`stream-${stream}`}>
        <a href={localePath(language, `/admin/streams/${stream}`)}>
          {nameOfStream(messages, stream)}
        </a>
      </h2>
      <StreamFigures messages={messages} language={language} heading="h3" state={state} />
      <WaitingAges
        messages={messages}
        language={language}
        heading="h3"
        ages={state.overview.ages}
      />
      <h3>{streams.workers.title}</h3>
      <WorkersTable
        messages={messages}
        language={language}
        stream={stream}
        workers={state.workers}
        silentAfterMs={silentAfterMs}
      />
      <StreamHistory
        messages={messages}
        language={language}
        stream={stream}
        history={state.history}
      />
    </section>
  );
}
