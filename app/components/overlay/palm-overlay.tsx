import type { LineKey, PalmLines } from "#core/palm/palm-lines.ts";
import type { Messages } from "#locales/messages.ts";
import type { ShownPhoto } from "../shown-reading.ts";
import { drawTraces, DRAWING_WIDTH, LABEL_RADIUS } from "./draw-traces.ts";
import { LineStroke } from "./line-stroke.tsx";

/**
 * A photo with the lines that were traced on it drawn over it.
 *
 * @param address where the photo is; null to draw the lines without it
 * @param hrefOf the address that a line leads to, if any
 */
export function PalmOverlay({
  messages: { overlay: text, summary, report },
  photo,
  lines,
  address,
  hrefOf,
}: {
  readonly messages: Messages;
  readonly photo: ShownPhoto;
  readonly lines: PalmLines | null;
  readonly address: string | null;
  readonly hrefOf: (line: LineKey) => string | undefined;
}) {
  const { hand, width, height } = photo;
  const drawing = lines && drawTraces(lines, photo);
  return (
    <div className="overlay">
      {address !== null && (
        <img
          src={address}
          alt={summary.photo[hand]}
          width={width}
          height={height}
          loading="lazy"
          decoding="async"
        />
      )}
      {drawing && drawing.traces.length > 0 && (
        <svg
          className="traced"
          viewBox={`0 0 ${DRAWING_WIDTH} ${drawing.height}`}
          role="group"
          aria-label={text.drawing[hand]}
        >
          {drawing.traces.map(({ key, number, grade, d, label }) => {
            const strokes = (
              <>
                <LineStroke grade={grade} d={d} />
                <circle cx={label.x} cy={label.y} r={LABEL_RADIUS} />
                <text x={label.x} y={label.y} dy=".35em" aria-hidden="true">
                  {number}
                </text>
              </>
            );
            const href = hrefOf(key);
            return href === undefined ? (
              <g key={key} className={key}>
                {strokes}
              </g>
            ) : (
              <a
                key={key}
                className={key}
                href={href}
                aria-label={`${number} ${report.line[key]}, ${text.grade[grade]}`}
              >
                <path className="hit" d={d} />
                {strokes}
              </a>
            );
          })}
        </svg>
      )}
    </div>
  );
}
