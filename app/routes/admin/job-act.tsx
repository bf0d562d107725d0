import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "#components/pages/admin/confirm-page.tsx";
import { nameOfStream } from "#components/pages/admin/stream-name.ts";
import { doJobAct, readJobAct } from "#http/admin-acts.server.ts";
import { adminForm } from "#http/admin-form.server.ts";
import { ownPage } from "#http/cache.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { page } from "#http/route.server.ts";
import { requireAdmin } from "#http/viewer.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { formTitle } from "#locales/page-title.ts";

export const loader = page(async (args) => {
  await requireAdmin(args);
  return withCsrf(args, { language: args.language, ...(await readJobAct(args)) });
});

export const action = adminForm(doJobAct);

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) =>
    data
      ? messages.admin.streams.acts[data.act].title({
          subject: nameOfStream(messages, data.stream),
        })
      : messages.admin.title,
  );

export default function JobActRoute() {
  const { language, csrf, stream, id, act, back, isFromList } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const messages = messagesOf(language);
  return (
    <ConfirmPage
      messages={messages}
      language={language}
      csrf={csrf}
      area={isFromList ? "dead" : "analyses"}
      act={messages.admin.streams.acts[act]}
      subject={id}
      isDangerous={act === "drop" || act === "claim-away"}
      action={`${localePath(language, `/admin/jobs/${stream}/${id}/${act}`)}${isFromList ? "?from=dead" : ""}`}
      back={localePath(language, back)}
      fields={{}}
      failure={failure}
    />
  );
}
