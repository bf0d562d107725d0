import { type MetaFunction, useLoaderData } from "@remix-run/react";
import { DevMailPage } from "#components/pages/dev-mail-page.tsx";
import { ownPage } from "#http/cache.server.ts";
import { NoSuchPage } from "#http/no-such-page.server.ts";
import { page } from "#http/route.server.ts";

export const loader = page(async ({ deps, connection }) => {
  // The links in these mails open accounts: they are for whoever sits at this machine.
  if (!deps.readOutbox || !connection.isLoopback) throw new NoSuchPage();
  const mails = await deps.readOutbox();
  return { mails: mails.map(({ to, subject, text, sentAt }) => ({ to, subject, text, sentAt })) };
});

export const headers = ownPage;

export const meta: MetaFunction = () => [{ title: "Mails – Hastarekha" }];

export default function DevMail() {
  return <DevMailPage mails={useLoaderData<typeof loader>().mails} />;
}
