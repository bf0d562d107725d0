import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { Sections } from "#components/sections.tsx";
import { publicPage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ language }) => ({ language }));

export const headers = publicPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.about.title);

export default function About() {
  const { language } = useLoaderData<typeof loader>();
  const { about } = messagesOf(language);
  return (
    <>
      <h1>{about.title}</h1>
      <Sections sections={about.sections} />
    </>
  );
}
