import type { LineKey } from "#core/palm/palm-lines.ts";
import type { Messages } from "#locales/messages.ts";
import type { ShownPhoto, ShownReading } from "../shown-reading.ts";
import { linesInOrder } from "./draw-traces.ts";
import { LineLegend } from "./line-legend.tsx";
import { PalmOverlay } from "./palm-overlay.tsx";

/**
 * One hand's photo with its lines, the list of them, and a way to the bare photo: the figure is the link's own target,
 * and hides the lines while it is.
 */
export function PalmFigure({
  messages,
  photo,
  reading,
  address,
  hrefOf,
  writingHand,
}: {
  readonly messages: Messages;
  readonly photo: ShownPhoto;
  readonly reading: ShownReading;
  readonly address: string | null;
  readonly hrefOf: (line: LineKey) => string | undefined;
  /** Where it is told what the writing hand means. */
  readonly writingHand?: string | undefined;
}) {
  const { overlay: text, hand: names } = messages;
  const { hand } = photo;
  const sight = reading.sights?.find((seen) => seen.hand === hand)?.sight;
  const lines = sight?.kind === "seen" ? sight.lines : null;
  const isDrawn = lines !== null && linesInOrder.some((key) => lines[key].grade !== "none");
  return (
    <figure id={`photo-${hand}`} className="palm-figure">
      <PalmOverlay
        messages={messages}
        photo={photo}
        lines={lines}
        address={address}
        hrefOf={hrefOf}
      />
      <figcaption>
        <p>
          <strong>{names[hand]}</strong>
          {reading.writingHand === hand && (
            <>
              {" "}
              ({writingHand === undefined ? text.writes : <a href={writingHand}>{text.writes}</a>})
            </>
          )}
        </p>
        {lines === null ? (
          <p>{text.noLines}</p>
        ) : (
          <LineLegend messages={messages} lines={lines} hrefOf={hrefOf} />
        )}
        {isDrawn && address !== null && (
          <p className="action">
            <a className="to-bare" href={`#photo-${hand}`}>
              {text.bare}
            </a>
            <a className="to-drawn" href="#photos">
              {text.drawn}
            </a>
          </p>
        )}
      </figcaption>
    </figure>
  );
}
