import sharp from "sharp";

export type Spot = { readonly x: number; readonly y: number };
export type DrawnLine = "heart" | "head" | "life" | "fate";
export type Ground = "plain" | "gradient" | "check" | "wood" | "clutter";

export type DrawnPalm = {
  /** The same seed draws the same hand. */
  readonly seed?: number;
  /** Palm towards the camera. */
  readonly hand?: "left" | "right";
  /** How much darker the creases are than the skin round them; 0 draws none. */
  readonly contrast?: number;
  /** Draws a fate line too. */
  readonly fate?: boolean;
  /** Index of a skin tone, 0 the lightest. */
  readonly tone?: number;
  readonly ground?: Ground;
  /** Degrees, clockwise. */
  readonly turn?: number;
  /** Share of the height in which the hand is drawn; less than 1 tilts it away from the camera. */
  readonly tilt?: number;
  /** Small wrinkles that belong to no line. */
  readonly wrinkles?: number;
  /** Standard deviation of the sensor's noise, of 255. */
  readonly noise?: number;
  /** Of the picture's longer side. */
  readonly side?: number;
  /** JPEG. */
  readonly quality?: number;
  /** 1 leaves the light as it is. */
  readonly brightness?: number;
};

/** A drawn photo with the exact places of everything in it. */
export type DrawnPhoto = {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  /** 0–1 of width and height; only the lines that were drawn. */
  readonly lines: Partial<Record<DrawnLine, readonly Spot[]>>;
  /** Pixels. */
  readonly palmWidth: number;
  readonly hand: "left" | "right";
};

export const skinTones = [
  "#f1d3bf",
  "#e0b394",
  "#c98e68",
  "#a66f4a",
  "#74492f",
  "#462b1c",
] as const;

/** The drawing's own measures: a palm of 372 in a field of 1,100 × 1,200, its finger roots at (500, 575). */
const FIELD = { width: 1100, height: 1200 };
const PALM = { width: 372, x: 500, y: 575 };

/** A palm of a random build with creases of a random course: nothing of it comes from what the reader expects. */
export async function drawPalm(options: DrawnPalm = {}): Promise<DrawnPhoto> {
  const {
    seed = 1,
    hand = "left",
    contrast = 0.12,
    fate = false,
    tone = 1,
    ground = "plain",
  } = options;
  const {
    turn = 0,
    tilt = 1,
    wrinkles = 12,
    noise = 2,
    side = 900,
    quality = 88,
    brightness = 1,
  } = options;
  const random = createRandom(seed * 7919 + 17);
  const between = (least: number, most: number) => least + (most - least) * random();

  const build = { wide: between(0.92, 1.06), long: between(0.93, 1.05) };
  const courses = drawCourses(between);
  const spots = Object.fromEntries(
    (["heart", "head", "life", "fate"] as const)
      .filter((line) => contrast > 0 && (line !== "fate" || fate))
      .map((line) => [line, courses[line]]),
  ) as Partial<Record<DrawnLine, Spot[]>>;

  const scale = side / FIELD.height;
  const [width, height] = [Math.round(FIELD.width * scale), Math.round(FIELD.height * scale)];
  const mirror = hand === "right" ? "matrix(-1 0 0 1 900 0)" : "";
  const place = `scale(${scale}) rotate(${turn} 550 600) translate(550 620) scale(${0.86 * build.wide} ${0.86 * build.long * tilt}) translate(-450 -620) ${mirror}`;
  const layer = (content: string, background: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
      <filter id="soft" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="1.6"/></filter>
      <filter id="softer" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="26"/></filter></defs>
      <rect width="${width}" height="${height}" fill="${background}"/><g transform="${place}">${content}</g></svg>`;

  const shape = drawShape(between);
  const silhouette = await gray(layer(shape.replaceAll("SKIN", "#fff"), "#000"));
  const shading = await gray(
    layer(`<g filter="url(#softer)">${shape.replaceAll("SKIN", "#fff")}</g>`, "#000"),
  );
  const strokes = [
    ...Object.values(spots).map((line) => ({
      line,
      wide: between(4, 7),
      deep: between(0.85, 1),
    })),
    ...Array.from({ length: contrast > 0 ? wrinkles : 0 }, () => ({
      line: drawWrinkle(between),
      wide: between(1.5, 3),
      deep: between(0.2, 0.45),
    })),
  ];
  const creases = await gray(
    layer(
      `<g filter="url(#soft)" fill="none" stroke-linecap="round">${strokes
        .map(
          ({ line, wide, deep }) =>
            `<path d="${pathOf(line)}" stroke="#fff" stroke-opacity="${deep}" stroke-width="${wide}"/>`,
        )
        .join("")}</g>`,
      "#000",
    ),
  );
  const joints = await gray(layer(`<g filter="url(#soft)">${drawJoints(shape)}</g>`, "#000"));
  const back = await rgbOf(drawGround(ground, width, height, between));

  const channels = [1, 3, 5].map((at) =>
    parseInt(skinTones[tone % 6]?.slice(at, at + 2) ?? "80", 16),
  );
  const slant = { x: between(-0.22, 0.22), y: between(-0.22, 0.22) };
  const pixels = Buffer.alloc(width * height * 3);
  const deviate = createNormal(random);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const light =
        (1 + slant.x * (x / width - 0.5) * 2 + slant.y * (y / height - 0.5) * 2) * brightness;
      const roundness = 0.72 + 0.28 * ((shading[at] ?? 0) / 255);
      const crease = 1 - contrast * ((creases[at] ?? 0) / 255) - 0.1 * ((joints[at] ?? 0) / 255);
      const share = (silhouette[at] ?? 0) / 255;
      const grain = noise * deviate();
      for (let channel = 0; channel < 3; channel += 1) {
        const skin = (channels[channel] ?? 0) * light * roundness * crease;
        const behind = (back[at * 3 + channel] ?? 0) * brightness;
        pixels[at * 3 + channel] = Math.max(
          0,
          Math.min(255, share * skin + (1 - share) * behind + grain),
        );
      }
    }
  }
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();

  const toPhoto = ({ x, y }: Spot): Spot => {
    const mirrored = hand === "right" ? 900 - x : x;
    const px = (mirrored - 450) * 0.86 * build.wide;
    const py = (y - 620) * 0.86 * build.long * tilt + 20;
    const angle = (turn * Math.PI) / 180;
    return {
      x: ((550 + px * Math.cos(angle) - py * Math.sin(angle)) * scale) / width,
      y: ((600 + px * Math.sin(angle) + py * Math.cos(angle)) * scale) / height,
    };
  };
  const lines = Object.fromEntries(
    Object.entries(spots).map(([line, points]) => [line, points.map(toPhoto)]),
  );
  return { jpeg, width, height, lines, palmWidth: PALM.width * 0.86 * build.wide * scale, hand };
}

type Between = (least: number, most: number) => number;

/** Courses in the drawing: x to the viewer's right, with the thumb at the left. */
function drawCourses(between: Between): Record<DrawnLine, Spot[]> {
  const onPalm = (x: number, y: number): Spot => ({
    x: PALM.x - x * PALM.width,
    y: PALM.y + y * PALM.width,
  });
  const heartEnd = { x: between(0, 0.26), y: between(0.09, 0.18) };
  const origin = { x: between(0.38, 0.44), y: between(0.2, 0.29) };
  const headEnd = { x: between(-0.34, -0.08), y: between(0.42, 0.66) };
  const lifeEnd = { x: between(0.02, 0.16), y: between(0.82, 1) };
  const gap = between(0, 0.08);
  return {
    heart: curve(
      onPalm(-0.47, between(0.32, 0.46)),
      onPalm(-0.2, between(0.34, 0.46)),
      onPalm(heartEnd.x - 0.12, heartEnd.y + between(0.1, 0.18)),
      onPalm(heartEnd.x, heartEnd.y),
    ),
    head: curve(
      onPalm(origin.x, origin.y),
      onPalm(0.22, origin.y + between(0, 0.06)),
      onPalm(0, headEnd.y - between(0.1, 0.2)),
      onPalm(headEnd.x, headEnd.y),
    ),
    life: curve(
      onPalm(origin.x, origin.y + gap),
      onPalm(between(0.14, 0.24), origin.y + gap + between(0.02, 0.08)),
      onPalm(between(0.02, 0.1), between(0.55, 0.66)),
      onPalm(lifeEnd.x, lifeEnd.y),
    ),
    fate: curve(
      onPalm(between(-0.08, 0), between(0.86, 0.98)),
      onPalm(between(-0.06, 0.02), 0.74),
      onPalm(between(-0.02, 0.04), 0.6),
      onPalm(between(0, 0.06), between(0.36, 0.46)),
    ),
  };
}

/** A cubic Bézier curve as 41 points. */
function curve(a: Spot, b: Spot, c: Spot, d: Spot): Spot[] {
  return Array.from({ length: 41 }, (_, i) => {
    const t = i / 40;
    const u = 1 - t;
    const at = (k: "x" | "y") =>
      u ** 3 * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t ** 3 * d[k];
    return { x: at("x"), y: at("y") };
  });
}

function drawWrinkle(between: Between): Spot[] {
  const start = { x: between(350, 660), y: between(620, 960) };
  const angle = between(0, Math.PI);
  const length = between(40, 130);
  const end = { x: start.x + Math.cos(angle) * length, y: start.y + Math.sin(angle) * length };
  const bent = {
    x: (start.x + end.x) / 2 + between(-14, 14),
    y: (start.y + end.y) / 2 + between(-14, 14),
  };
  return curve(start, bent, bent, end);
}

/** Fingers, thumb and palm; `SKIN` stands for the colour. */
function drawShape(between: Between): string {
  const spread = between(9, 15);
  const fingers = [
    { x: 350, length: 300, width: 92 },
    { x: 450, length: 345, width: 98 },
    { x: 552, length: 315, width: 94 },
    { x: 645, length: 240, width: 80 },
  ].map(({ x, length, width }, index) => {
    const angle = ((index - 1.4) * spread * Math.PI) / 180;
    const long = length * between(0.92, 1.06);
    const tip = { x: x + Math.sin(angle) * long, y: 560 - Math.cos(angle) * long };
    return `<path d="M${x} 620L${x} 560L${tip.x} ${tip.y}" stroke-width="${width * between(0.92, 1.04)}"/>`;
  });
  return `<g fill="none" stroke="SKIN" stroke-linecap="round" stroke-linejoin="round">${fingers.join("")}
    <path d="M380 860L${between(225, 250)} 690L${between(170, 210)} ${between(540, 580)}" stroke-width="104"/></g>
    <path d="M318 580Q306 700 326 840Q345 940 385 990L385 1500L620 1500L620 990Q690 900 690 800L688 590Z" fill="SKIN" stroke="SKIN" stroke-width="26" stroke-linejoin="round"/>`;
}

/** Folds across the fingers. */
function drawJoints(shape: string): string {
  const fingers = [...shape.matchAll(/L([\d.-]+) 560L([\d.-]+) ([\d.-]+)"/g)];
  return fingers
    .flatMap(([, x = "0", tipX = "0", tipY = "0"]) =>
      [0.05, 0.42, 0.72].map((share) => {
        const cx = Number(x) + share * (Number(tipX) - Number(x));
        const cy = 560 + share * (Number(tipY) - 560);
        return `<path d="M${cx - 32} ${cy}L${cx + 32} ${cy}" stroke="#fff" stroke-width="5"/>`;
      }),
    )
    .join("");
}

function drawGround(ground: Ground, width: number, height: number, between: Between): string {
  const any = () => `hsl(${between(0, 360)} ${between(5, 45)}% ${between(25, 85)}%)`;
  const one = `hsl(${between(180, 300)} ${between(5, 30)}% ${between(62, 88)}%)`;
  const size = width / between(6, 10);
  const inner =
    ground === "plain"
      ? ""
      : ground === "gradient"
        ? `<defs><linearGradient id="g" x2="${between(0, 1)}" y2="1"><stop stop-color="${one}"/><stop offset="1" stop-color="hsl(220 12% 45%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`
        : ground === "check"
          ? `<defs><pattern id="g" width="${2 * size}" height="${2 * size}" patternUnits="userSpaceOnUse"><rect width="${size}" height="${size}" fill="#3d5a80"/><rect x="${size}" y="${size}" width="${size}" height="${size}" fill="#98c1d9"/></pattern></defs><rect width="100%" height="100%" fill="url(#g)"/>`
          : ground === "wood"
            ? `<rect width="100%" height="100%" fill="#6d4a2f"/>${Array.from({ length: 14 }, () => `<rect x="0" y="${between(0, height)}" width="100%" height="${between(3, 22)}" fill="#5a3b24" opacity="${between(0.2, 0.7)}"/>`).join("")}`
            : Array.from(
                { length: 16 },
                () =>
                  `<rect x="${between(-0.2, 1) * width}" y="${between(-0.2, 1) * height}" width="${between(0.1, 0.5) * width}" height="${between(0.1, 0.4) * height}" fill="${any()}"/>`,
              ).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${one}"/>${inner}</svg>`;
}

const pathOf = (line: readonly Spot[]) =>
  `M${line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;

const gray = (svg: string) => sharp(Buffer.from(svg)).flatten().extractChannel(0).raw().toBuffer();
const rgbOf = (svg: string) => sharp(Buffer.from(svg)).flatten().removeAlpha().raw().toBuffer();

/** Numerical Recipes' generator: what matters is that it is always the same. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  for (let i = 0; i < 5; i += 1) next();
  return next;
}

/** Box and Muller's normal deviates. */
function createNormal(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random() + 1e-12)) * Math.cos(2 * Math.PI * random());
}
