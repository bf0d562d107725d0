import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { Sections } from "#components/sections.tsx";
import { publicPage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ language }) => ({ language }));

export const headers = publicPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.terms.title);

export default function Terms() {
  const { language } = useLoaderData<typeof loader>();
  const { terms } = messagesOf(language);
  return (
    <>
      <h1>{terms.title}</h1>
      <Sections sections={terms.sections} />
    </>
  );
}
