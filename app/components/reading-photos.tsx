import type { Hand } from "#core/photos/photo.ts";
import type { Messages } from "#locales/messages.ts";
import type { ShownReading } from "./shown-reading.ts";

/** The photos that a reading was made from, each with its hand. */
export function ReadingPhotos({
  messages,
  reading,
  photoAddress = (hand) => `/analyses/${reading.analysisId}/photos/${hand}?size=thumb`,
}: {
  readonly messages: Messages;
  readonly reading: ShownReading;
  readonly photoAddress?: ((hand: Hand) => string) | undefined;
}) {
  return (
    <div className="photos">
      {reading.photos.map(({ hand, width, height }) => (
        <figure key={hand}>
          <img
            src={photoAddress(hand)}
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
