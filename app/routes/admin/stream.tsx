import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { StreamPage } from "#components/pages/admin/stream-page.tsx";
import { nameOfStream } from "#components/pages/admin/stream-name.ts";
import { loadStream, readDone } from "#http/admin-streams.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { MethodNotAllowed } from "#http/method-not-allowed.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { formatNumber } from "#locales/format-number.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import type { Messages } from "#locales/messages.ts";
import { pageTitle } from "#locales/page-title.ts";

/** While a stream runs empty its page looks again by itself, seconds. */
const LOOK_AGAIN_SECONDS = 5;

export const loader = page(async (args) => {
  await requireAdmin(args);
  const loaded = await loadStream(args);
  const told = readDone(args.request);
  const { overview } = loaded.state ?? {};
  const left = (overview?.inFlight ?? 0) + (overview?.undelivered ?? 0);
  const isDraining = told.act === "drain" && overview?.isPaused === true;
  return {
    language: args.language,
    ...loaded,
    told: {
      // Another may have let it go on, or paused it, since the address was made.
      act: isSo(told.act, overview?.isPaused) ? told.act : null,
      rung: told.count("rung"),
      failed: told.count("failed"),
      left: isDraining ? left : null,
    },
    refresh:
      isDraining && left > 0
        ? {
            afterSeconds: LOOK_AGAIN_SECONDS,
            url: `${localePath(args.language, `/admin/streams/${loaded.stream}`)}?done=drain`,
          }
        : null,
  };
});

/** What Redis contradicts is not said. */
function isSo(act: string | null, isPaused: boolean | undefined): boolean {
  if (act === "pause" || act === "drain") return isPaused !== false;
  return act === "resume" ? isPaused !== true : true;
}

// Actions have pages of their own; but only an admin is told so.
export const action = page(async (args) => {
  await requireAdmin(args);
  throw new MethodNotAllowed();
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => nameOfStream(messages, data?.stream ?? ""));

export default function StreamRoute() {
  const { language, told, refresh: _, ...shown } = useLoaderData<typeof loader>();
  const messages = messagesOf(language);
  return (
    <StreamPage {...shown} language={language} messages={messages} done={describe(messages)} />
  );

  function describe({ admin: { streams } }: Messages): string | null {
    const act = Object.entries(streams.acts).find(([name]) => name === told.act)?.[1];
    if (!act) return null;
    const more =
      told.act === "rebuild" && told.rung !== null && told.failed !== null
        ? streams.repaired({
            rung: formatNumber(language, told.rung),
            failed: formatNumber(language, told.failed),
          })
        : told.left === null
          ? ""
          : told.left === 0
            ? streams.drained
            : streams.draining({ left: told.left });
    return `${act.done} ${more}`.trim();
  }
}
