import { createArchivePages } from "#components/export/archive-pages.tsx";
import { accountArchive } from "#http/account-archive.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";
import { requireUser } from "#http/viewer.server.ts";
import reportCss from "../../styles/report.css?inline";
import siteCss from "../../styles/site.css?inline";

export const loader = api(async (args) => {
  const user = await requireUser(args);
  return accountArchive(
    args,
    user,
    createArchivePages({ language: args.language, css: siteCss + reportCss }),
  );
});

export const action = api(nothingToChange);
