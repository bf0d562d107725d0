import type { FieldProblem, FieldProblems, MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { localePath } from "#locales/locale-path.ts";
import type { Messages } from "#locales/messages.ts";
import { CsrfField } from "../csrf-field.tsx";
import { ErrorSummary } from "../error-summary.tsx";
import { Guide } from "../guide.tsx";
import { HandSlot } from "../hand-slot.tsx";

export type UploadFailure = {
  readonly code: string;
  readonly params: MessageParams;
  readonly fields: FieldProblems;
  readonly typed: Readonly<Record<string, string>>;
};

const writingHands = ["right", "left", "both"] as const;

/** Where the link of a problem leads. Problems of the whole form lead to its first photo. */
const anchors: Readonly<Record<string, string>> = {
  left_image: "#left_image",
  right_image: "#right_image",
  writing_hand: "#writing_hand",
  label: "#label",
};

export function UploadPage({
  messages,
  language,
  formKey,
  maxMegabytes,
  retentionDays,
  left,
  csrf,
  reader,
  failure,
  modules,
}: {
  readonly messages: Messages;
  readonly language: Language;
  readonly formKey: string;
  readonly maxMegabytes: number;
  /** Null when the reading will belong to an account and stays. */
  readonly retentionDays: number | null;
  readonly left: number;
  readonly csrf: string;
  readonly reader: "openai" | "builtin";
  readonly failure: UploadFailure | undefined;
  readonly modules: readonly string[];
}) {
  const { upload } = messages;
  const describe = (problem: FieldProblem) => describeProblem(messages, problem);
  const errorsOf = (field: string) => (failure?.fields[field] ?? []).map(describe);
  const { script } = upload;
  return (
    <>
      {failure && (
        <ErrorSummary title={messages.form.problem} problems={listProblems(failure, describe)}>
          <p>{upload.errors.again}</p>
        </ErrorSummary>
      )}
      <h1>{upload.title}</h1>
      <p>{upload.lead}</p>
      <Guide title={upload.guide.title} items={upload.guide.items} />
      <form
        method="post"
        action={localePath(language, "/analyses/new")}
        encType="multipart/form-data"
        noValidate
        data-max-bytes={maxMegabytes * 1_048_576}
        data-chosen={script.chosen}
        data-replace={script.replace}
        data-preparing={script.preparing}
        data-sending={script.sending}
        data-not-photo={script.notPhoto}
        data-too-large={script.tooLarge({ maxMegabytes })}
      >
        <CsrfField csrf={csrf} />
        {/* What was typed comes before the photos, so that it is not lost when a photo is refused half-way. */}
        <input type="hidden" name="form_key" value={formKey} />
        <fieldset aria-describedby="writing_hand-hint">
          <legend>{upload.writingHand.legend}</legend>
          <p className="hint" id="writing_hand-hint">
            {upload.writingHand.hint}
          </p>
          <FieldError field="writing_hand" errors={errorsOf("writing_hand")} />
          {writingHands.map((hand, index) => (
            <label className="choice" key={hand}>
              <input
                type="radio"
                name="writing_hand"
                id={index === 0 ? "writing_hand" : undefined}
                value={hand}
                defaultChecked={failure?.typed["writing_hand"] === hand}
              />
              {upload.writingHand.options[hand]}
            </label>
          ))}
          <label className="choice">
            <input
              type="radio"
              name="writing_hand"
              value=""
              defaultChecked={!writingHands.some((hand) => hand === failure?.typed["writing_hand"])}
            />
            {upload.writingHand.unsaid}
          </label>
        </fieldset>
        <div className="field">
          <label htmlFor="label">{upload.label.label}</label>
          <p className="hint" id="label-hint">
            {upload.label.hint}
          </p>
          <FieldError field="label" errors={errorsOf("label")} />
          <input
            type="text"
            id="label"
            name="label"
            autoComplete="off"
            aria-describedby={
              errorsOf("label").length > 0 ? "label-hint label-error" : "label-hint"
            }
            defaultValue={failure?.typed["label"]}
          />
        </div>
        <h2>{upload.photos.legend}</h2>
        <p className="hint" id="photos-hint">
          {upload.photos.hint({ maxMegabytes })}
        </p>
        <FieldError field="photos" errors={errorsOf("photos")} />
        <HandSlot hand="left" messages={messages} errors={errorsOf("left_image")} />
        <HandSlot hand="right" messages={messages} errors={errorsOf("right_image")} />
        <div className="note">
          <p>
            {upload.consent({ days: retentionDays, reader })}{" "}
            <a href={localePath(language, "/privacy")}>{upload.privacyLink}</a>
          </p>
          <p>{upload.adult}</p>
          <p>{upload.left({ left })}</p>
          <p>{messages.site.disclaimer}</p>
        </div>
        <button className="button" type="submit">
          {upload.submit}
        </button>
        <p className="soft" role="status" data-sent>
          {upload.slow}
        </p>
      </form>
      {modules.map((address) => (
        <script key={address} type="module" src={address} />
      ))}
    </>
  );
}

function FieldError({
  field,
  errors,
}: {
  readonly field: string;
  readonly errors: readonly string[];
}) {
  if (errors.length === 0) return null;
  return (
    <p className="error" id={`${field}-error`}>
      {errors.join(" ")}
    </p>
  );
}

function listProblems(failure: UploadFailure, describe: (problem: FieldProblem) => string) {
  const listed = Object.entries(failure.fields).flatMap(([field, problems]) =>
    problems.map((problem) => ({ href: anchors[field] ?? "#left_image", text: describe(problem) })),
  );
  return listed.length > 0 ? listed : [{ href: "#left_image", text: describe(failure) }];
}
