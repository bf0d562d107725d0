import sharp from "sharp";

export type SyntheticHand = {
  /** Palm towards the camera. */
  readonly hand?: "left" | "right";
  /** Degrees, clockwise. */
  readonly turn?: number;
  /** Skin colour, CSS. */
  readonly skin?: string;
  readonly background?: string;
  /** Degrees between neighbouring fingers; 0 holds them together. */
  readonly spread?: number;
  /** Share of the picture that the hand fills. */
  readonly size?: number;
  /** Gaussian blur, pixels. */
  readonly blur?: number;
  /** 1 leaves the light as it is. */
  readonly brightness?: number;
  readonly width?: number;
  readonly height?: number;
};

const fingers = [
  { x: 350, length: 300, width: 92 },
  { x: 450, length: 345, width: 98 },
  { x: 552, length: 315, width: 94 },
  { x: 645, length: 240, width: 80 },
];

/** A drawn palm as a JPEG: made by the tests themselves, so that they need nobody's photo. */
export async function drawHand(options: SyntheticHand = {}): Promise<Buffer> {
  const {
    hand = "left",
    turn = 0,
    skin = "#d9a27e",
    background = "#e4e6ea",
    spread = 13,
    size = 1,
    blur,
    brightness = 1,
    width = 900,
    height = 1200,
  } = options;
  const drawnFingers = fingers.map(({ x, length, width: thickness }, index) => {
    const angle = ((index - 1.4) * spread * Math.PI) / 180;
    const tip = { x: x + Math.sin(angle) * length, y: 560 - Math.cos(angle) * length };
    return `<path d="M${x} 620L${x} 560L${tip.x} ${tip.y}" stroke-width="${thickness}"/>`;
  });
  // Drawn as a left palm: index finger and thumb at the viewer's left.
  const mirror = hand === "right" ? "matrix(-1 0 0 1 900 0)" : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 900 1200">
    <rect width="900" height="1200" fill="${background}"/>
    <g transform="rotate(${turn} 450 600) translate(${450 * (1 - size)} ${600 * (1 - size)}) scale(${size}) ${mirror}">
      <g fill="none" stroke="${skin}" stroke-linecap="round" stroke-linejoin="round">
        ${drawnFingers.join("")}
        <path d="M380 860L235 690L190 560" stroke-width="104"/>
      </g>
      <path d="M318 580Q306 700 326 840Q345 940 385 990L385 1200L620 1200L620 990Q690 900 690 800L688 590Z" fill="${skin}" stroke="${skin}" stroke-width="26" stroke-linejoin="round"/>
      <g fill="none" stroke="#6b3f28" stroke-opacity=".45" stroke-width="5" stroke-linecap="round">
        <path d="M660 690Q540 720 440 620"/><path d="M340 700Q460 690 620 800"/><path d="M340 706Q470 760 430 980"/>
      </g>
    </g>
  </svg>`;
  let picture = sharp(Buffer.from(svg)).flatten({ background });
  if (blur !== undefined) picture = sharp(await picture.png().toBuffer()).blur(blur);
  return picture.modulate({ brightness }).jpeg({ quality: 90 }).toBuffer();
}

/** A picture without any hand: hills under a sky. */
export function drawLandscape(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">
    <defs><linearGradient id="sky" y2="1" x2="0"><stop stop-color="#3b6ea5"/><stop offset="1" stop-color="#bcd4e6"/></linearGradient></defs>
    <rect width="1200" height="800" fill="url(#sky)"/>
    <path d="M0 560L260 380L470 520L760 300L1200 540V800H0Z" fill="#3f5e3a"/>
    <path d="M0 660Q300 560 620 650T1200 620V800H0Z" fill="#2c4a2e"/>
  </svg>`;
  return sharp(Buffer.from(svg)).flatten().jpeg().toBuffer();
}
