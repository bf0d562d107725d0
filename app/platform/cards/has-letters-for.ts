import { loadSharp } from "./load-sharp.ts";

/** A word of each script that a picture's text may be in. */
const samples = { devanagari: "क्षमता", latin: "Hand" } as const;
type Script = keyof typeof samples;

/** A character that no font has, because there is none: Pango draws a box for it. */
const NO_CHARACTER = "\u0378";

const known = new Map<Script, Promise<boolean>>();

/** Whether this machine has a font for the script of a text: without one, every letter would be an empty box. */
export function hasLettersFor(text: string): Promise<boolean> {
  const script = /\p{Script=Devanagari}/u.test(text) ? "devanagari" : "latin";
  const found = known.get(script) ?? hasFont(samples[script]);
  known.set(script, found);
  return found;
}

/** Boxes are all of one width, letters are not, so a word of boxes is as wide as any other of as many characters. */
async function hasFont(word: string): Promise<boolean> {
  const [letters, boxes] = await Promise.all([
    widthOf(word),
    widthOf(NO_CHARACTER.repeat(word.length)),
  ]);
  return letters > 0 && letters !== boxes;
}

async function widthOf(text: string): Promise<number> {
  const sharp = await loadSharp();
  try {
    const { width } = await sharp({ text: { text, font: "serif 48", dpi: 72 } }).metadata();
    return width;
  } catch {
    // Without any font there is nothing to draw.
    return 0;
  }
}
