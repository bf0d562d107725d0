import { redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { browserModules } from "virtual:browser-modules";
import { UploadPage } from "#components/pages/upload-page.tsx";
import { privatePage } from "#http/cache.server.ts";
import { countReadingsLeft } from "#http/readings-left.server.ts";
import { createFormKey, verifyFormKey } from "#http/form-key.server.ts";
import { withCsrf } from "#http/csrf-guard.server.ts";
import { page, photoForm } from "#http/route.server.ts";
import { submitFromRequest } from "#http/submit-form.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

// A guest's cookie comes with the form, so that a double tap on its button is two requests of one guest.
export const loader = page(async (args) => {
  const { config } = args.deps;
  return withCsrf(args, {
    language: args.language,
    formKey: createFormKey(config.secretKeys),
    maxMegabytes: Math.floor(config.maxUploadBytes / 1_048_576),
    reader: config.reader.kind,
    left: await countReadingsLeft(args),
    // Only a guest's readings are deleted by themselves.
    retentionDays: (await args.viewer()).kind === "user" ? null : config.guestRetentionDays,
  });
});

export const action = photoForm(async (args, typed) => {
  const { language, deps } = args;
  const { analysis, headers: cookies } = await submitFromRequest(args, {
    language,
    typed,
    hasTokenField: true,
    repeatRule: ({ form_key: given = "" }) => {
      const key = verifyFormKey(given, deps.config.secretKeys);
      return key === undefined ? null : { kind: "form", key };
    },
  });
  return redirect(localePath(language, `/analyses/${analysis.id}`), {
    status: 303,
    headers: cookies,
  });
});

export const headers = privatePage;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  pageTitle(
    loaded?.language,
    (messages) => (loaded?.hasFailed ? messages.form.titlePrefix : "") + messages.upload.title,
  );

export default function NewAnalysis() {
  const { language, hasFailed: _, ...form } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  return (
    <UploadPage
      {...form}
      language={language}
      messages={messagesOf(language)}
      failure={failure}
      modules={[browserModules["upload-form"]]}
    />
  );
}
