import type { CardToPaint } from "#core/ports.ts";
import { openSharedReading } from "#core/sharing/read-shared.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type { Messages } from "#locales/messages.ts";
import type { RouteArgs } from "./route.server.ts";

/** The whole address of what a link opens, in the language of the page that it is handed out on. */
export function sharedAddress(
  { deps, language }: Pick<RouteArgs, "deps" | "language">,
  token: string,
): string {
  return new URL(localePath(language, `/shared/${token}`), deps.config.appOrigin).href;
}

/** What the page behind a link shows, to anybody. @throws SharedNotFound */
export async function loadShared(args: RouteArgs) {
  const token = args.params["token"] ?? "";
  const { summary, writtenIn } = await openSharedReading(args.deps.db, token, args.language);
  const address = sharedAddress(args, token);
  return { language: args.language, summary, writtenIn, address, card: `${address}/card.png` };
}

/**
 * The picture that chats show beside a link. Every cache asks again, so that it ends with its link.
 *
 * @throws SharedNotFound, ServiceUnavailable
 */
export async function sharedCard(
  args: RouteArgs,
  draw: (messages: Messages, headline: string) => CardToPaint,
): Promise<Response> {
  const { deps, language, params, request } = args;
  const { summary } = await openSharedReading(deps.db, params["token"] ?? "", language);
  const { png, etag } = await deps.cardPainter.paint(draw(messagesOf(language), summary.headline));
  const headers = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    ETag: etag,
  };
  if (request.headers.get("If-None-Match") === etag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(Uint8Array.from(png), {
    headers: {
      ...headers,
      "Content-Type": "image/png",
      "Content-Length": String(png.byteLength),
    },
  });
}
