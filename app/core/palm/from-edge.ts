import { LINE_STRENGTH, type PalmSkin, type Trace } from "./line-strip.ts";
import { TEMPLATE_STEP } from "./line-templates.ts";
import { GROUND } from "./ridge-volume.ts";
import { pixelAt } from "./trace-lines.ts";

/** Near the edge a line is weaker, because part of what would speak for it is cut off: so far, palm widths. */
const WEAKENED = 0.06;

/** The edge is no wider than that, palm widths. */
const WIDEST = 0.16;

/**
 * The heart line begins at the edge of the hand, below the little finger, where no line can be told from the outline.
 * One that is seen as far as that is followed to its beginning, along the course that was found for it. (Head and life
 * line begin where thumb and palm meet: their edge is no outline, and following them there misses more than it finds.)
 * What cannot be seen there speaks neither for the line nor, as a gap in it, against it.
 */
export function fromEdge(skin: PalmSkin, trace: Trace): Trace {
  const { grounds } = skin.volume;
  let from = trace.from;
  let weakened = 0;
  for (let step = trace.from - 1; step >= 0; step -= 1) {
    const point = trace.points[step];
    const ground = point ? grounds[pixelAt(skin, point)] : undefined;
    if (!ground || (trace.from - step) * TEMPLATE_STEP > WIDEST) break;
    if (ground === GROUND.edge) from = step;
    else if ((weakened += TEMPLATE_STEP) > WEAKENED) break;
  }
  return {
    ...trace,
    from,
    strengths: trace.strengths.slice().fill(LINE_STRENGTH, from, trace.from),
  };
}
