import type { PalmProblem } from "#core/reading/reading-failures.ts";
import { palmOutline } from "./palm-drawing.tsx";

type Drawing = {
  /** Where the hand stands: its size, and its middle, in a square of 240. */
  readonly hand: readonly [scale: number, x: number, y: number];
  /** One that should not be there. */
  readonly second?: Drawing["hand"];
  /** What is done with it. */
  readonly strokes: string;
  /** What should not be there, dashed. */
  readonly away?: string;
};

const corners = "M12 52V12h40M188 12h40v40M228 188v40h-40M52 228H12v-40";

const drawings: Record<PalmProblem, Drawing> = {
  no_hand: { hand: [0.72, 120, 120], strokes: corners },
  too_small: {
    hand: [0.36, 120, 120],
    strokes:
      "M78 78 34 34m0 30V34h30M162 78l44-44m0 30V34h-30M78 162l-44 44m0-30v30h30M162 162l44 44m0-30v30h-30",
  },
  cropped: { hand: [0.66, 120, 122], strokes: "M24 8h192v224H24z" },
  fingers_together: {
    hand: [0.8, 116, 136],
    strokes: "M84 22H42m16-14L42 22l16 14M148 22h42m-16-14 16 14-16 14",
  },
  several_hands: {
    hand: [0.62, 62, 96],
    second: [0.62, 178, 96],
    strokes: "M34 206l20 22 36-42",
    away: "M158 190l38 38m0-38-38 38",
  },
  too_dark: {
    hand: [0.62, 72, 152],
    strokes: "M128 12h100v104H128zM178 12v104M128 64h100M112 132l-16 14M146 140l-4 20",
  },
  overexposed: {
    hand: [0.66, 84, 140],
    strokes: "M190 12l-34 58h34l-26 56",
    away: "M136 24l88 88",
  },
  too_blurred: {
    hand: [0.72, 120, 120],
    strokes: "M72 130v-22h22M146 108h22v22M168 158v22h-22M94 180H72v-22M120 140v8",
  },
  covered: {
    hand: [0.8, 104, 120],
    strokes: "M150 176h74m-18-16 18 16-18 16",
    away: "M62 150h66v52H62z",
  },
  lines_faint: {
    hand: [0.76, 150, 124],
    strokes:
      "M8 140h36M14 92l32 12M14 188l32-12M114 144c16 6 40 2 52-20M184 142c-20-2-38 8-56 24M184 142c-18 6-24 26-18 56",
  },
};

/** A small drawing of what helps against a photo's problem. */
export function TipDrawing({ problem }: { readonly problem: PalmProblem }) {
  const { hand, second, strokes, away } = drawings[problem];
  return (
    <svg className="tip" viewBox="0 0 240 240" aria-hidden="true">
      <path d={palmOutline} transform={placed(hand)} />
      {second && <path d={palmOutline} transform={placed(second)} strokeDasharray="10 12" />}
      <path className="do" d={strokes} />
      {away !== undefined && <path d={away} strokeDasharray="10 12" />}
    </svg>
  );
}

/** Moves the outline, whose own middle is at 108 123. */
function placed([scale, x, y]: Drawing["hand"]): string {
  return `translate(${x} ${y}) scale(${scale}) translate(-108 -123)`;
}
