import { renderToStaticMarkup } from "react-dom/server";
import { cardTexts, SharedCard } from "#components/shared-card.tsx";
import { resource } from "#http/route.server.ts";
import { sharedCard } from "#http/shared-reading.server.ts";

export const loader = resource((args) =>
  sharedCard(args, (messages, headline) => ({
    svg: renderToStaticMarkup(<SharedCard />),
    texts: cardTexts(messages, headline),
  })),
);
