import type { AnalysisStatus } from "#core/analyses/analysis.ts";
import type { Language } from "#core/reading/reading.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";

const stages = ["received", "checking", "reading", "done"] as const;

export type WaitingStatus = {
  readonly analysis_id: string;
  readonly status: AnalysisStatus;
  readonly stage: (typeof stages)[number];
  readonly queue_position: number | null;
  /** Why it takes longer than usual. */
  readonly notice: string | null;
};

/**
 * Shows how far a reading is. Without JavaScript the document refreshes itself when there is news; with it,
 * `live-progress` follows the event stream and keeps the same elements up to date.
 */
export function WaitingPage({
  messages,
  language,
  status,
  isRefreshing,
  usualSeconds,
  csrf,
  modules,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly status: WaitingStatus;
  readonly isRefreshing: boolean;
  readonly usualSeconds: number | null;
  readonly csrf: string;
  readonly modules: readonly string[];
}) {
  const { waiting } = messages;
  const self = localePath(language, `/analyses/${status.analysis_id}`);
  const current = stages.indexOf(status.stage);
  return (
    <>
      <h1>{waiting.title}</h1>
      <div data-events={`/analyses/${status.analysis_id}/events`} data-page={self}>
        <p className="lead" role="status">
          {waiting.now[status.stage]}
        </p>
        <ol className="stages" aria-label={waiting.stagesLabel}>
          {stages.map((stage, index) => {
            const state = index < current ? "finished" : index === current ? "current" : "ahead";
            return (
              <li
                key={stage}
                className={state}
                aria-current={state === "current" ? "step" : undefined}
                data-stage={stage}
                data-now={waiting.now[stage]}
              >
                {waiting.stages[stage]}
                <span>{waiting.states[state]}</span>
              </li>
            );
          })}
        </ol>
        <p className="note" role="status" data-notice hidden={status.notice === null}>
          {status.notice}
        </p>
        <p className="soft" data-before hidden={(status.queue_position ?? 0) === 0}>
          {waiting.before} <b>{status.queue_position ?? 0}</b>
        </p>
        <template
          data-finished={waiting.states.finished}
          data-current={waiting.states.current}
          data-ahead={waiting.states.ahead}
        />
      </div>
      {usualSeconds !== null && (
        <p className="soft">{waiting.usually({ seconds: usualSeconds })}</p>
      )}
      <p className="note">{waiting.close}</p>
      <p>
        <a className="action" href={isRefreshing ? self : `${self}?auto=0`}>
          {waiting.check}
        </a>
      </p>
      <noscript>
        <p className="soft">
          {isRefreshing ? waiting.refreshing : waiting.stopped}{" "}
          <a className="action" href={isRefreshing ? `${self}?auto=0` : self}>
            {isRefreshing ? waiting.stop : waiting.resume}
          </a>
        </p>
      </noscript>
      {status.status === "queued" && (
        <form method="post" action={self}>
          <CsrfField csrf={csrf} />
          <input type="hidden" name="intent" value="cancel" />
          <button className="action" type="submit">
            {waiting.cancel}
          </button>
        </form>
      )}
      {modules.map((address) => (
        <script key={address} type="module" src={address} />
      ))}
    </>
  );
}
