import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "#components/pages/admin/confirm-page.tsx";
import { nameOfStream } from "#components/pages/admin/stream-name.ts";
import { doStreamAct, readStreamAct } from "#http/admin-acts.server.ts";
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
  return withCsrf(args, { language: args.language, ...(await readStreamAct(args)) });
});

export const action = adminForm(doStreamAct);

export const headers = ownPage;

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  formTitle(data, (messages) =>
    data
      ? messages.admin.streams.acts[data.act].title({
          subject: nameOfStream(messages, data.stream),
        })
      : messages.admin.title,
  );

export default function StreamActRoute() {
  const { language, csrf, stream, act, worker } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const messages = messagesOf(language);
  const path = localePath(language, `/admin/streams/${stream}`);
  const isOfWorker = act === "remove-worker";
  return (
    <ConfirmPage
      messages={messages}
      language={language}
      csrf={csrf}
      area={act === "retry-all" ? "dead" : "overview"}
      act={messages.admin.streams.acts[act]}
      subject={isOfWorker ? worker : nameOfStream(messages, stream)}
      isDangerous={act === "pause" || act === "drain"}
      action={`${path}/${act}${isOfWorker ? `?${new URLSearchParams({ worker }).toString()}` : ""}`}
      back={path}
      fields={isOfWorker ? { worker } : {}}
      failure={failure}
    />
  );
}
