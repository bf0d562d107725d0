import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { publicPage } from "#http/cache.server.ts";
import { page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ language }) => ({ language }));

export const headers = publicPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.language, (messages) => messages.deletion.doneTitle);

export default function AccountDeleted() {
  const { language } = useLoaderData<typeof loader>();
  const { deletion, error } = messagesOf(language);
  return (
    <>
      <h1>{deletion.doneTitle}</h1>
      <p role="status">{deletion.done}</p>
      <a className="button" href={localePath(language, "/")}>
        {error.home}
      </a>
    </>
  );
}
