import type { PictureText } from "#core/ports.ts";
import type { Messages } from "#locales/messages.ts";
import { linePaths, type LineName, palmOutline } from "./palm-drawing.tsx";

/** The measure that chats and networks expect of a preview, pixels. */
const WIDTH = 1200;
const HEIGHT = 630;

/** The light theme's colours; a picture has only one theme. */
const colours: Record<LineName | "paper" | "ink" | "soft" | "saffron" | "line", string> = {
  paper: "#fffbf5",
  ink: "#2b1d14",
  soft: "#6b5648",
  saffron: "#b8450b",
  line: "#e8dccb",
  heart: "#c2185b",
  head: "#1565c0",
  life: "#2e7d32",
  fate: "#7b1fa2",
};

/** What stands beside a link in a chat: the drawn palm, and room for the words. */
export function SharedCard() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <rect width={WIDTH} height={HEIGHT} fill={colours.paper} />
      <rect width="16" height={HEIGHT} fill={colours.saffron} />
      <g
        transform="translate(756 62) scale(2.1)"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={palmOutline} stroke={colours.soft} strokeWidth="1.75" fill="#ffffff" />
        {(Object.keys(linePaths) as LineName[]).map((name) => (
          <path key={name} d={linePaths[name]} stroke={colours[name]} strokeWidth="3.5" />
        ))}
      </g>
    </svg>
  );
}

/** The words on it. */
export function cardTexts({ site, sharing }: Messages, headline: string): readonly PictureText[] {
  const left = 80;
  const width = 680;
  return [
    { text: site.name, size: 40, colour: colours.saffron, left, top: 72, width, height: 60 },
    { text: headline, size: 68, colour: colours.ink, left, top: 176, width, height: 300 },
    { text: sharing.page.card, size: 32, colour: colours.soft, left, top: 510, width, height: 80 },
  ];
}
