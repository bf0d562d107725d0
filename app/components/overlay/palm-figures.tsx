import type { Hand } from "#core/photos/photo.ts";
import type { LineKey } from "#core/palm/palm-lines.ts";
import type { Messages } from "#locales/messages.ts";
import type { ShownReading } from "../shown-reading.ts";
import { PalmFigure } from "./palm-figure.tsx";

/** The photos that a reading was made from, each with the lines that were seen on it. */
export function PalmFigures({
  messages,
  reading,
  isSmall = false,
  hrefOf = () => undefined,
  writingHand,
  photoAddress = (hand) => `/analyses/${reading.analysisId}/photos/${hand}?size=thumb`,
}: {
  readonly messages: Messages;
  readonly reading: ShownReading;
  readonly isSmall?: boolean;
  /** Where a line leads to, if anywhere. */
  readonly hrefOf?: (line: LineKey) => string | undefined;
  /** Where it is told what the writing hand means. */
  readonly writingHand?: string | undefined;
  /** Where photos are, if not on the site. */
  readonly photoAddress?: ((hand: Hand) => string) | undefined;
}) {
  const { overlay: text } = messages;
  if (reading.photos.length === 0) return null;
  return (
    <section id="photos">
      <h2>{text.title}</h2>
      <div className={isSmall ? "palm-figures small" : "palm-figures"}>
        {reading.photos.map((photo) => (
          <PalmFigure
            key={photo.hand}
            messages={messages}
            photo={photo}
            reading={reading}
            address={reading.showsPhotos ? photoAddress(photo.hand) : null}
            hrefOf={hrefOf}
            writingHand={writingHand}
          />
        ))}
      </div>
      {!reading.showsPhotos && (
        <p>
          {text.leftOut} <a href="?photo=shown">{text.show}</a>
        </p>
      )}
    </section>
  );
}
