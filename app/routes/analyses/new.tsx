import { data, redirect } from "@remix-run/node";
import { type MetaFunction, useActionData, useLoaderData } from "@remix-run/react";
import { browserModules } from "virtual:browser-modules";
import { UploadPage } from "#components/pages/upload-page.tsx";
import { privatePage } from "#http/cache.server.ts";
import { createFormKey, verifyFormKey } from "#http/form-key.server.ts";
import { ensureGuestToken } from "#http/guest.server.ts";
import { form, page } from "#http/route.server.ts";
import { submitFromRequest } from "#http/submit-form.server.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { pageTitle } from "#locales/page-title.ts";

export const loader = page(async ({ request, language, connection, deps: { config } }) => {
  // The cookie comes with the form, so that a double tap on its button is two requests of one guest.
  const { setCookie } = await ensureGuestToken(request);
  return data(
    {
      language,
      formKey: createFormKey(config.secretKeys),
      maxMegabytes: Math.floor(config.maxUploadBytes / 1_048_576),
      retentionDays: config.guestRetentionDays,
      reader: config.reader.kind,
      hasFailed: connection.hasFormFailed,
    },
    { headers: { "Set-Cookie": setCookie } },
  );
});

export const action = form(async (args, typed) => {
  const { language, deps } = args;
  const { analysis, setCookie } = await submitFromRequest(args, {
    language,
    typed,
    repeatRule: ({ form_key: given = "" }) => {
      const key = verifyFormKey(given, deps.config.secretKeys);
      return key === undefined ? null : { kind: "form", key };
    },
  });
  return redirect(localePath(language, `/analyses/${analysis.id}`), {
    status: 303,
    headers: { "Set-Cookie": setCookie },
  });
});

export const headers = privatePage;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  pageTitle(
    loaded?.language,
    ({ upload }) => (loaded?.hasFailed ? upload.errors.titlePrefix : "") + upload.title,
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
