import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { Sections } from "#components/sections.tsx";
import { publicPage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ language, deps: { config } }) => ({
  language,
  days: config.guestRetentionDays,
  reader: config.reader.kind,
}));

export const headers = publicPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.privacy.title);

export default function Privacy() {
  const { language, days, reader } = useLoaderData<typeof loader>();
  const { privacy } = messagesOf(language);
  return (
    <>
      <h1>{privacy.title}</h1>
      <Sections sections={privacy.sections({ days, reader })} />
    </>
  );
}
