import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { GlossaryPage } from "#components/pages/glossary-page.tsx";
import { publicPage } from "#http/cache.server.ts";
import { glossaryIn } from "#core/reading/glossary/glossary.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ language }) => ({
  language,
  groups: glossaryIn(language),
}));

export const headers = publicPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(
    data?.language,
    (messages) => messages.glossary.title,
    (messages) => messages.glossary.lead,
  );

export default function Glossary() {
  const { language, groups } = useLoaderData<typeof loader>();
  return <GlossaryPage messages={messagesOf(language)} language={language} groups={groups} />;
}
