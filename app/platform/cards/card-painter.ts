import { createHash } from "node:crypto";
import type { OverlayOptions } from "sharp";
import type { CardPainter, CardToPaint, PaintedCard, PictureText } from "#core/ports.ts";
import { ServiceUnavailable } from "../service-unavailable.ts";
import { hasLettersFor } from "./has-letters-for.ts";
import { loadSharp } from "./load-sharp.ts";

/** Pictures that are kept, the last ones; each is some 20 kB. */
const KEPT = 50;

/** Pictures that may be asked for at once and are not kept: one is painted, the others wait. */
const MOST_WAITING = 20;

/** A picture that takes longer is given up. */
const PAINT_TIMEOUT_SECONDS = 5;

/** How much smaller letters become at each try, until they fit. */
const SMALLER = 0.88;
const MOST_TRIES = 8;

/**
 * Paints with libvips and Pango, on their own threads, one picture at a time. A link that is handed round is asked for
 * by every chat at once, so the last pictures are kept.
 */
export function createCardPainter({ mostWaiting = MOST_WAITING } = {}): CardPainter {
  const kept = new Map<string, Promise<PaintedCard>>();
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function inTurn(card: CardToPaint, etag: string): Promise<PaintedCard> {
    if (waiting >= mostWaiting) throw new ServiceUnavailable("The painter of cards");
    waiting += 1;
    const painting = turn.then(async () => ({ png: await paint(card), etag }));
    turn = painting.catch(() => undefined);
    try {
      return await painting;
    } finally {
      waiting -= 1;
    }
  }

  return {
    paint(card) {
      const key = createHash("sha256").update(JSON.stringify(card)).digest("base64url");
      const known = kept.get(key);
      const painted = known ?? inTurn(card, `"${key.slice(0, 22)}"`);
      // The one that was asked for last is forgotten last.
      kept.delete(key);
      kept.set(key, painted);
      if (known === undefined) painted.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return painted;
    },
  };
}

async function paint({ svg, texts }: CardToPaint): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const words: OverlayOptions[] = [];
  for (const text of texts) {
    if (text.text.trim() === "" || !(await hasLettersFor(text.text))) continue;
    words.push({ input: await write(text), left: text.left, top: text.top });
  }
  return sharp(Buffer.from(svg))
    .timeout({ seconds: PAINT_TIMEOUT_SECONDS })
    .composite(words)
    .png({ palette: true, colours: 128, effort: 4 })
    .toBuffer();
}

/** The words as a transparent picture that fits into their box. */
async function write({ text, size, colour, width, height }: PictureText): Promise<Buffer> {
  const sharp = await loadSharp();
  const markup = `<span foreground="${colour}">${escapeMarkup(text)}</span>`;
  for (let tries = 0, letters = size; ; tries += 1, letters *= SMALLER) {
    const isLast = tries === MOST_TRIES;
    const { data, info } = await sharp({
      text: {
        text: markup,
        font: `serif bold ${Math.round(letters)}`,
        width,
        // At 72 dots an inch a point is a pixel. Without it the height decides, however small the letters become.
        ...(isLast ? { height } : { dpi: 72 }),
        rgba: true,
      },
    })
      .timeout({ seconds: PAINT_TIMEOUT_SECONDS })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    if (isLast || (info.height <= height && info.width <= width)) return data;
  }
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
