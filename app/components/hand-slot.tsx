import type { Hand } from "#core/photos/photo.ts";
import type { Messages } from "#locales/messages.ts";
import { HandIcon } from "./palm-drawing.tsx";

/** One hand's place in the form: a camera and a gallery, either of which may be used. */
export function HandSlot({
  hand,
  messages: { upload },
  errors,
}: {
  readonly hand: Hand;
  readonly messages: Messages;
  readonly errors: readonly string[];
}) {
  const field = `${hand}_image`;
  const errorId = `${field}-error`;
  const described = errors.length > 0 ? `photos-hint ${errorId}` : "photos-hint";
  return (
    <fieldset className="card" data-slot={hand}>
      <legend className="slot-name">{upload.slot[hand]}</legend>
      <div className="slot">
        <HandIcon hand={hand} />
        <div>
          {errors.length > 0 && (
            <p className="error" id={errorId}>
              {errors.join(" ")}
            </p>
          )}
          <label htmlFor={field}>{upload.camera}</label>
          <input
            id={field}
            name={field}
            type="file"
            accept="image/*"
            capture="environment"
            aria-describedby={described}
          />
          <label htmlFor={`${field}-gallery`}>{upload.gallery}</label>
          <input
            id={`${field}-gallery`}
            name={field}
            type="file"
            accept="image/jpeg,image/png"
            aria-describedby={described}
          />
          <p className="soft" role="status" data-said />
        </div>
      </div>
    </fieldset>
  );
}
