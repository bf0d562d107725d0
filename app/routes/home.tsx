import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { LandingPage } from "#components/pages/landing-page.tsx";
import { publicPage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ language }) => ({ language }));

export const headers = publicPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(
    data?.language,
    (messages) => messages.home.title,
    (messages) => messages.home.lead,
  );

export default function Home() {
  const { language } = useLoaderData<typeof loader>();
  return <LandingPage language={language} messages={messagesOf(language)} />;
}
