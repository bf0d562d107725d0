import type { MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import type { PalmProblem } from "#core/reading/reading-failures.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { formatDate } from "#locales/format-date.ts";
import { CsrfField } from "../csrf-field.tsx";
import type { ShownPhoto } from "../shown-reading.ts";
import { TipDrawing } from "../tip-drawing.tsx";

/** The end of an analysis that gave no reading: why, what helps, and the way to try again. */
export function FailedPage({
  messages,
  language,
  error,
  analysisId,
  canRetry,
  photos,
  keptUntil,
  csrf,
}: {
  readonly messages: Messages;
  readonly language: Language;
  /** Null when somebody cancelled it. */
  readonly error: { readonly code: string; readonly params: MessageParams } | null;
  readonly analysisId: string;
  /** Whether the same photos may give a reading on another try. */
  readonly canRetry: boolean;
  /** Those that are kept. */
  readonly photos: readonly ShownPhoto[];
  /** Null when they are kept until their owner deletes them. */
  readonly keptUntil: string | null;
  readonly csrf: string;
}) {
  const { failed } = messages;
  const hand = error?.params["hand"];
  const problem = palmProblemOf(messages, error);
  return (
    <>
      <h1>{titleOfFailure(messages, error)}</h1>
      <p className="lead">
        {error === null ? failed.cancelled : describeProblem(messages, error)}
        {(hand === "left" || hand === "right") && ` (${messages.hand[hand]})`}
      </p>
      {problem !== undefined && (
        <section className="note what-helps">
          <TipDrawing problem={problem} />
          <div>
            <h2>{failed.tip}</h2>
            <p>{failed.tips[problem]}</p>
          </div>
        </section>
      )}
      <p>{failed.free}</p>
      {canRetry && (
        <form method="post" action={localePath(language, `/analyses/${analysisId}`)}>
          <CsrfField csrf={csrf} />
          <input type="hidden" name="intent" value="retry" />
          <button className="button" id="retry" type="submit">
            {failed.retry}
          </button>
          <p className="soft">{failed.retryCounts}</p>
        </form>
      )}
      <a className={canRetry ? "action" : "button"} href={localePath(language, "/analyses/new")}>
        {failed.again}
      </a>
      {error !== null && (
        <section>
          <h2>{failed.kept}</h2>
          <p>
            {photos.length === 0
              ? failed.keptNothing
              : keptUntil === null
                ? failed.keptForGood
                : failed.keptUntil({ date: formatDate(language, new Date(keptUntil)) })}
          </p>
          <div className="photos">
            {photos.map((photo) => (
              <figure key={photo.hand}>
                <img
                  src={`/analyses/${analysisId}/photos/${photo.hand}?size=thumb`}
                  alt={messages.summary.photo[photo.hand]}
                  width={photo.width}
                  height={photo.height}
                  loading="lazy"
                />
                <figcaption>{messages.hand[photo.hand]}</figcaption>
              </figure>
            ))}
          </div>
        </section>
      )}
      <p>
        <a className="action" href={localePath(language, `/analyses/${analysisId}/edit`)}>
          {messages.readings.edit}
        </a>
      </p>
    </>
  );
}

/** Whether the photo or we are the reason, or nobody: then it was cancelled. */
export function titleOfFailure(
  { failed }: Messages,
  error: { readonly code: string } | null,
): string {
  if (error === null) return failed.cancelledTitle;
  return /^(photo|palm)\./.test(error.code) ? failed.photoTitle : failed.oursTitle;
}

function palmProblemOf(
  { failed }: Messages,
  error: { readonly code: string } | null,
): PalmProblem | undefined {
  return (Object.keys(failed.tips) as PalmProblem[]).find((name) => error?.code === `palm.${name}`);
}
