import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { EditReadingPage } from "#components/pages/edit-reading-page.tsx";
import { requireOwnAnalysis } from "#http/analyses.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { deleteOwnAnalysis, renameOwnAnalysis } from "#http/own-analysis.server.ts";
import { form, page } from "#http/route.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  const { id, label } = await requireOwnAnalysis(args);
  return withCsrf(args, { language: args.language, reading: { id, label } });
});

export const action = form(async (args, { intent, label = "" }) => {
  if (intent === "delete") {
    await deleteOwnAnalysis(args);
    return redirect(localePath(args.language, "/analyses?deleted"), 303);
  }
  const { id } = await renameOwnAnalysis(args, label);
  return redirect(localePath(args.language, `/analyses/${id}`), 303);
});

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) => messages.edit.title);

export default function EditReading() {
  const { language, csrf, reading } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <EditReadingPage
      language={language}
      messages={messagesOf(language)}
      csrf={csrf}
      reading={reading}
      failure={failure}
    />
  );
}
