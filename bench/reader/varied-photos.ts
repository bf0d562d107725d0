import sharp, { type Sharp } from "sharp";
import type { RgbImage } from "#core/palm/image.ts";
import { type JudgedLines, type JudgedPhoto, realPhotos, widthByLabels } from "./judged-photo.ts";

const otherHand = { left: "right", right: "left" } as const;

type Place = readonly [number, number];

/** One way in which another phone, room or hand would have made of a photo. */
type Variation = {
  readonly name: string;
  readonly vary: (photo: Sharp, image: RgbImage) => Sharp;
  /** Where that puts a place of the photo, both 0–1. */
  readonly move?: (place: Place, image: RgbImage) => Place;
  readonly isMirrored?: boolean;
};

const variations: readonly Variation[] = [
  { name: "as it is", vary: (photo) => photo },
  { name: "narrow", vary: squeezed(0.85, 1) },
  { name: "short", vary: squeezed(1, 0.85) },
  { name: "small", vary: squeezed(0.65, 0.65) },
  turned(12),
  turned(-16),
  turned(90),
  turned(180),
  {
    name: "mirrored",
    vary: (photo) => photo.flop(),
    move: ([x, y]) => [1 - x, y],
    isMirrored: true,
  },
  cropped(0.04),
  { name: "dark", vary: (photo) => photo.linear(0.5, 0) },
  { name: "light", vary: (photo) => photo.linear(1.25, 8) },
  { name: "flat", vary: (photo) => photo.linear(0.6, 50) },
  { name: "warm", vary: (photo) => photo.linear([1.12, 1, 0.75], [0, 0, 0]) },
  { name: "cold", vary: (photo) => photo.linear([0.82, 0.97, 1.15], [0, 0, 0]) },
  { name: "soft", vary: (photo, { width }) => photo.blur(Math.max(0.6, width / 400)) },
  { name: "grainy", vary: (_, image) => withGrain(image, 14) },
  { name: "in half shadow", vary: inHalfShadow },
];

/** The labelled photos and those of no palm, each in all of these ways and as a JPEG of low quality. */
export async function variedPhotos(folder: string): Promise<JudgedPhoto[]> {
  const photos = (await realPhotos(folder)).filter(
    ({ hand, isPalm }) => hand !== undefined || !isPalm,
  );
  const varied: JudgedPhoto[] = [];
  for (const photo of photos) {
    const image = await photo.load();
    for (const { name, vary, move = (place: Place) => place, isMirrored } of variations) {
      const lines: JudgedLines = Object.fromEntries(
        Object.entries(photo.lines).map(([key, { confidence, points }]) => [
          key,
          { confidence, points: points.map((place) => move(place, image)) },
        ]),
      );
      varied.push({
        ...photo,
        name: `${photo.name} ${name}`,
        hand: isMirrored && photo.hand ? otherHand[photo.hand] : photo.hand,
        lines,
        palmWidth: (image) => widthByLabels(lines, image),
        load: () => decode(vary(toSharp(image), image)),
      });
    }
  }
  return varied;
}

function toSharp({ width, height, rgb }: RgbImage): Sharp {
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

async function decode(photo: Sharp): Promise<RgbImage> {
  const jpeg = await photo.jpeg({ quality: 60 }).toBuffer();
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

function squeezed(across: number, down: number): Variation["vary"] {
  return (photo, { width, height }) =>
    photo.resize(Math.round(across * width), Math.round(down * height), { fit: "fill" });
}

/** Turned clockwise round its middle; the corners that come into the picture are grey. */
function turned(degrees: number): Variation {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const sizeOf = ({ width, height }: RgbImage) => ({
    wide: Math.abs(width * cos) + Math.abs(height * sin),
    high: Math.abs(width * sin) + Math.abs(height * cos),
  });
  return {
    name: `turned by ${String(degrees)}°`,
    vary: (photo) =>
      degrees % 90 === 0
        ? photo.rotate(degrees)
        : photo.rotate(degrees, { background: { r: 128, g: 128, b: 128 } }),
    move: ([x, y], image) => {
      const { wide, high } = sizeOf(image);
      const dx = (x - 0.5) * image.width;
      const dy = (y - 0.5) * image.height;
      return [0.5 + (dx * cos - dy * sin) / wide, 0.5 + (dx * sin + dy * cos) / high];
    },
  };
}

/** Less by a share on every side. */
function cropped(share: number): Variation {
  return {
    name: "cropped",
    vary: (photo, { width, height }) => {
      const [left, top] = [Math.round(share * width), Math.round(share * height)];
      return photo.extract({ left, top, width: width - 2 * left, height: height - 2 * top });
    },
    move: ([x, y]) => [(x - share) / (1 - 2 * share), (y - share) / (1 - 2 * share)],
  };
}

/** With noise of that standard deviation, the same each time. */
function withGrain({ width, height, rgb }: RgbImage, deviation: number): Sharp {
  let state = 7;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const grainy = Uint8ClampedArray.from(rgb, (value) => {
    // The sum of three is near enough to a normal distribution; its deviation is a half.
    return value + 2 * deviation * (random() + random() + random() - 1.5);
  });
  return sharp(grainy, { raw: { width, height, channels: 3 } });
}

/** From one corner to the other values fall to half of what they were. */
function inHalfShadow(photo: Sharp, { width, height }: RgbImage): Sharp {
  const shade = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">
      <linearGradient id="g" x2="1" y2="1"><stop stop-color="#fff"/><stop offset="1" stop-color="#808080"/></linearGradient>
      <rect width="100%" height="100%" fill="url(#g)"/>
    </svg>`,
  );
  return photo.composite([{ input: shade, blend: "multiply" }]);
}
