import type { Messages } from "#locales/messages.ts";
import type { ShownReading } from "./shown-reading.ts";

/** The photos that a reading was made from, each with its hand. */
export function ReadingPhotos({
  messages,
  reading,
}: {
  readonly messages: Messages;
  readonly reading: ShownReading;
}) {
  return (
    <div className="photos">
      {reading.photos.map(({ hand, width, height }) => (
        <figure key={hand}>
          <img
            src={`/analyses/${reading.analysisId}/photos/${hand}?size=thumb`}
            alt={messages.summary.photo[hand]}
            width={width}
            height={height}
            loading="lazy"
          />
          <figcaption>{messages.hand[hand]}</figcaption>
        </figure>
      ))}
    </div>
  );
}
