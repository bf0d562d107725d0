import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { ReadingsPage } from "#components/pages/readings-page.tsx";
import { ownPage } from "#http/cache.server.ts";
import { listOwnReadings } from "#http/readings-page.server.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const { items, page: number, perPage, total } = await listOwnReadings(args);
  return {
    language: args.language,
    isGuest: (await args.viewer()).kind === "guest",
    isDeleted: new URL(args.request.url).searchParams.has("deleted"),
    page: number,
    pages: Math.ceil(total / perPage),
    readings: items.map(({ createdAt, language, ...reading }) => ({
      ...reading,
      writtenIn: language,
      sentAt: createdAt.toISOString(),
    })),
  };
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.readings.title);

export default function Readings() {
  const { language, ...shown } = useLoaderData<typeof loader>();
  return <ReadingsPage {...shown} language={language} messages={messagesOf(language)} />;
}
